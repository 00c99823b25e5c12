package org.skiagraph.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.skiagraph.graph.Graphs;

/** Classes of the diffusion module loaded anew, by name; every other class is the application's own. */
final class WatchedClasses extends ClassLoader {
    private static final String WATCHED = "org.skiagraph.diffusion.";
    private static final String RUN = "org.skiagraph.bench.FamilyRun";

    private final List<Class<?>> loaded = new ArrayList<>();

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

    /** Names of the source files' classes that were used: one that is only named by another is loaded, but not initialised. */
    Set<String> sources() {
        Set<String> sources = new TreeSet<>();
        loaded.stream()
                .filter(WatchedClasses::isUsed)
                .forEach(type -> sources.add(type.getName().replaceFirst("\\$.*", "")));
        return sources;
    }

    /** By reflection, since only this question of sun.misc.Unsafe has no other place to be asked. */
    private static boolean isUsed(Class<?> type) {
        try {
            Class<?> unsafe = Class.forName("sun.misc.Unsafe");
            Field instance = unsafe.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            Method question = unsafe.getMethod("shouldBeInitialized", Class.class);
            return !(boolean) question.invoke(instance.get(null), type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this JDK does not tell which classes were used; run it with JDK 17 or 21", e);
        }
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
            Class<?> type = defineClass(name, bytes, 0, bytes.length);
            if (name.startsWith(WATCHED)) {
                loaded.add(type);
            }
            return type;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
