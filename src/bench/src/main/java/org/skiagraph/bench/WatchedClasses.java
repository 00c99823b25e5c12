package org.skiagraph.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.skiagraph.graph.Graphs;

/** Classes of the diffusion module loaded anew, by name; every other class is the application's own. */
final class WatchedClasses extends ClassLoader {
    private static final String WATCHED = "org.skiagraph.diffusion.";
    private static final String RUN = "org.skiagraph.bench.FamilyRun";

    private final Set<String> loaded = new TreeSet<>();

    WatchedClasses() {
        super(WatchedClasses.class.getClassLoader());
    }

    /** Runs a bundle with classes of its own, and tells its family. */
    String run(Path bundle, Graphs graphs) {
        try {
            return (String)
                    loadClass(RUN).getMethod("run", Path.class, Graphs.class).invoke(null, bundle, graphs);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(bundle + " did not run", e);
        }
    }

    /** Names of the source files' classes that were loaded. */
    Set<String> sources() {
        Set<String> sources = new TreeSet<>();
        loaded.forEach(name -> sources.add(name.replaceFirst("\\$.*", "")));
        return sources;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> before = findLoadedClass(name);
            if (before != null) {
                return before;
            }
            return name.startsWith(WATCHED) || name.startsWith(RUN) ? anew(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> anew(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            if (name.startsWith(WATCHED)) {
                loaded.add(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
