package org.skiagraph.dicom.network.internal;

/** No association, or none any more. */
public final class PeerTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String remedy;

    PeerTrouble(String what, String remedy, Throwable cause) {
        super(what, cause);
        this.what = what;
        this.remedy = remedy;
    }

    /** What went wrong, a sentence without its full stop and without the peer's name. */
    public String what() {
        return what;
    }

    /** What to do about it, a sentence without its full stop. */
    public String remedy() {
        return remedy;
    }
}
