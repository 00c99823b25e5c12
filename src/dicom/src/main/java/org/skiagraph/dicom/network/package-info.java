/** C-ECHO and C-STORE as a service class user (PS3.4 Annexes A and B, PS3.7, PS3.8). */
package org.skiagraph.dicom.network;
