/** The command line: thin over {@code org.skiagraph.app.studies}. Answers go to stdout, all else to stderr. */
package org.skiagraph.app.cli;
