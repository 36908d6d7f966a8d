// The script of every page, with or without figures.
import { watchDetails } from "../page/details.js";
import { watchFrame } from "../page/frame.js";

watchDetails(window);
watchFrame(window);
