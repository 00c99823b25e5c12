package org.skiagraph.dicom.internal.toolkit;

import org.aoju.bus.logger.AbstractAware;
import org.aoju.bus.logger.Log;
import org.aoju.bus.logger.LogFactory;
import org.aoju.bus.logger.level.Level;

/**
 * The toolkit writes whole data sets and peers' names into its log. What matters of it reaches people as outcomes and
 * failures, so that it gets a log that keeps nothing.
 */
public final class ToolkitLog extends AbstractAware {
    private static final long serialVersionUID = 1L;

    static {
        LogFactory.setCurrentLogFactory(new Factory());
    }

    private ToolkitLog() {}

    /** From here on the toolkit is silent; may be called any number of times. */
    public static void silence() {
        // The class's initialisation has done it.
    }

    @Override
    public String getName() {
        return "silent";
    }

    @Override
    public boolean isEnabled(Level level) {
        return false;
    }

    @Override
    public boolean isTrace() {
        return false;
    }

    @Override
    public boolean isDebug() {
        return false;
    }

    @Override
    public boolean isInfo() {
        return false;
    }

    @Override
    public boolean isWarn() {
        return false;
    }

    @Override
    public boolean isError() {
        return false;
    }

    @Override
    public void trace(String caller, Throwable cause, String format, Object... arguments) {}

    @Override
    public void debug(String caller, Throwable cause, String format, Object... arguments) {}

    @Override
    public void info(String caller, Throwable cause, String format, Object... arguments) {}

    @Override
    public void warn(String caller, Throwable cause, String format, Object... arguments) {}

    @Override
    public void error(String caller, Throwable cause, String format, Object... arguments) {}

    @Override
    public void log(String caller, Level level, Throwable cause, String format, Object... arguments) {}

    private static final class Factory extends LogFactory {
        Factory() {
            super("silent");
        }

        @Override
        public Log createLog(String name) {
            return new ToolkitLog();
        }

        @Override
        public Log createLog(Class<?> type) {
            return new ToolkitLog();
        }
    }
}
