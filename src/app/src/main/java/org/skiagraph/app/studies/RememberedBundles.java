package org.skiagraph.app.studies;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.skiagraph.diffusion.bundle.Bundles;
import org.skiagraph.diffusion.bundle.ModelBundle;

/**
 * For a program that stays: loading a bundle reads every byte of it to verify its digests, which is done again only if a
 * file of it has changed.
 */
public final class RememberedBundles implements Bundles {
    private final Bundles bundles;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    /** @param bundles that load in earnest */
    public RememberedBundles(Bundles bundles) {
        this.bundles = bundles;
    }

    private record Remembered(ModelBundle bundle, FileStamp stamp) {}

    @Override
    public List<Listing> list() {
        return bundles.list();
    }

    @Override
    public ModelBundle load(String nameOrPath) {
        Remembered known = remembered.get(nameOrPath);
        if (known != null && known.stamp().equals(FileStamp.of(known.bundle().directory()))) {
            return known.bundle();
        }
        ModelBundle bundle = bundles.load(nameOrPath);
        remembered.put(nameOrPath, new Remembered(bundle, FileStamp.of(bundle.directory())));
        return bundle;
    }

    @Override
    public void verify(ModelBundle bundle) {
        bundles.verify(bundle);
    }
}
