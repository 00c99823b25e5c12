/** C-ECHO, C-STORE, C-FIND, C-GET, C-MOVE and storage commitment as a user (PS3.4 Annexes A, B, C and J, PS3.7, PS3.8). */
package org.skiagraph.dicom.network;
