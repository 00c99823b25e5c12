/** The program: it joins the modules, and the command line is its face. */
package org.skiagraph.app;
