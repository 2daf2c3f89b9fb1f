// The form kept over the end of a session is sent at once; without this file the button sends it.
document.querySelector("[data-send-now]")?.requestSubmit();
