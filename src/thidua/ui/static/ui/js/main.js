/* Everything that makes a page quicker to use; every page works without it. */
import { wireDialogs } from "./dialogs.js";
import { wireDrafts } from "./drafts.js";
import { wireFiles } from "./files.js";
import { wireForms } from "./forms.js";
import { wireFrame } from "./frame.js";
import { wireProgress } from "./progress.js";

wireFrame();
wireDialogs();
wireFiles();
wireForms();
wireProgress();
wireDrafts();
