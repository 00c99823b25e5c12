package org.skiagraph.app.failures;

/** Whether this process is ending: libraries take down what they hold, ONNX Runtime its environment, while work still goes on. */
public final class ProcessEnd {
    private ProcessEnd() {}

    /** From then on failures say nothing about the work. */
    public static boolean hasBegun() {
        Thread hook = new Thread(() -> {}, "never run");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException e) {
            // The only way in which Java tells.
            return true;
        }
    }
}
