package org.skiagraph.dicom.network;

/** Entries as DCMTK's dump2dcm reads them. */
final class WorklistDumps {
    private WorklistDumps() {}

    /** @param number tells this entry from others in every value that may differ */
    static String entry(int number, String modality, String station, String date) {
        return """
                (0008,0005) CS [ISO_IR 192]
                (0008,0050) SH [ACC%1$d]
                (0008,0090) PN [Who^Doctor]
                (0010,0010) PN [Yamada^Tarou=山田^太郎=やまだ^たろう]
                (0010,0020) LO [PID%1$d]
                (0010,0021) LO [TEST RIS]
                (0010,0030) DA [19700101]
                (0010,0040) CS [F]
                (0020,000d) UI [1.2.826.0.1.4711.%1$d]
                (0032,1060) LO [Thorax p.a.: Größe]
                (0032,1064) SQ
                (fffe,e000) -
                (0008,0100) SH [71020]
                (0008,0102) SH [C4]
                (0008,0104) LO [Chest]
                (fffe,e00d) -
                (fffe,e0dd) -
                (0040,0100) SQ
                (fffe,e000) -
                (0008,0060) CS [%2$s]
                (0040,0001) AE [%3$s]
                (0040,0002) DA [%4$s]
                (0040,0003) TM [0815]
                (0040,0006) PN [Who^Operator]
                (0040,0007) LO [Chest, one view]
                (0040,0008) SQ
                (fffe,e000) -
                (0008,0100) SH [PROTO]
                (0008,0102) SH [99SITE]
                (0008,0103) SH [2]
                (0008,0104) LO [Chest PA]
                (fffe,e00d) -
                (fffe,e0dd) -
                (0040,0009) SH [STEP%1$d]
                (0040,0010) SH [ROOM]
                (fffe,e00d) -
                (fffe,e0dd) -
                (0040,1001) SH [RP%1$d]
                (0040,1003) SH [LOW]
                """.formatted(number, modality, station, date);
    }
}
