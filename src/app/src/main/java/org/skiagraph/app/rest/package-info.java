/**
 * The page and the API over HTTP, thin over studies and jobs. Whatever comes in is from anybody: {@link
 * org.skiagraph.app.rest.RequestRules} says what is let in, {@link org.skiagraph.app.rest.StudyFields} what a request may say.
 */
package org.skiagraph.app.rest;
