/* Everything that makes a page quicker to use; every page works without it. */
import { wireDialogs } from "./dialogs.js";
import { wireDrafts } from "./drafts.js";
import { wireFiles } from "./files.js";
import { wireForms } from "./forms.js";
import { wireFrame } from "./frame.js";
import { wireKept } from "./kept.js";
import { wireOutbox } from "./outbox.js";
import { wireProgress } from "./progress.js";

wireFrame();
wireDialogs();
wireFiles();
wireForms();
wireProgress();
wireDrafts();
wireOutbox();
wireKept();
