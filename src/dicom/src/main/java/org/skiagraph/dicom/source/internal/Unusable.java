package org.skiagraph.dicom.source.internal;

/** Why a source cannot be used, in words that hold nothing of it. */
public final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    Unusable(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
