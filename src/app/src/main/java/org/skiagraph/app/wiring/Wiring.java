package org.skiagraph.app.wiring;

import io.smallrye.config.SmallRyeConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.skiagraph.app.cohorts.CohortParts;
import org.skiagraph.app.cohorts.CohortService;
import org.skiagraph.app.config.EffectiveSetting;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.config.SettingsReader;
import org.skiagraph.app.config.SiteDestinations;
import org.skiagraph.app.config.SourcesReader;
import org.skiagraph.app.config.WorklistsReader;
import org.skiagraph.app.doctor.Doctor;
import org.skiagraph.app.failures.TraceLog;
import org.skiagraph.app.jobs.Serving;
import org.skiagraph.app.outbox.DestinationTrial;
import org.skiagraph.app.outbox.Destinations;
import org.skiagraph.app.outbox.Misread;
import org.skiagraph.app.outbox.Outbox;
import org.skiagraph.app.studies.Delivery;
import org.skiagraph.app.studies.PromptExplainer;
import org.skiagraph.app.studies.RememberedBundles;
import org.skiagraph.app.studies.Reproduction;
import org.skiagraph.app.studies.StudyParts;
import org.skiagraph.app.studies.StudySeries;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.app.studies.StudySession;
import org.skiagraph.app.studies.Verification;
import org.skiagraph.app.worklist.Answered;
import org.skiagraph.app.worklist.Orders;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.marking.SiteKey;
import org.skiagraph.dicom.marking.TrustedKey;
import org.skiagraph.dicom.network.DicomStoreScu;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.StoreScu;
import org.skiagraph.dicom.segmentation.Part10SegmentationWriter;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.dicom.template.TemplateDirectory;
import org.skiagraph.dicom.template.Templates;
import org.skiagraph.dicom.verification.SignaturePolicy;
import org.skiagraph.dicom.verification.Verifier;
import org.skiagraph.diffusion.GeneratorSettings;
import org.skiagraph.diffusion.Generators;
import org.skiagraph.diffusion.bundle.BundleImports;
import org.skiagraph.diffusion.bundle.BundleSearch;
import org.skiagraph.diffusion.bundle.Bundles;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.GenerationRecord.Product;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/**
 * Joins the modules. Nothing is made before a command asks for it, so that --help needs no model and no
 * template.
 */
@Singleton
public final class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);

    private final SettingsReader reader;
    private final SmallRyeConfig config;
    private final Product product;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final OneServing serving = new OneServing(this::startServing);
    private StudyParts served;

    @Inject
    Wiring(Config config) {
        this.config = config.unwrap(SmallRyeConfig.class);
        this.reader = new SettingsReader(this.config);
        this.product = new Product("Skiagraph", config.getValue("quarkus.application.version", String.class));
    }

    /** @throws org.skiagraph.domain.Rejected naming key, source and remedy of a bad value */
    public Settings settings() {
        return reader.read();
    }

    /** Every setting as written, bad values included. */
    public List<EffectiveSetting> effectiveSettings() {
        return reader.effective();
    }

    public Bundles bundles() {
        return BundleSearch.on(settings().modelPath());
    }

    /** Starts ONNX Runtime, as the settings say. */
    public Graphs graphs() {
        Settings settings = settings();
        return OnnxRuntime.start(new RuntimeSettings(settings.provider(), settings.threads(), 0));
    }

    /** @param graphs that run what is imported */
    public BundleImports imports(Graphs graphs) {
        return new BundleImports(graphs, settings().modelPath());
    }

    public Templates templates() {
        return TemplateDirectory.on(settings().templatePath());
    }

    public StoreScu scu() {
        return new DicomStoreScu(markedFiles(), network());
    }

    private NetworkSettings network() {
        Settings settings = settings();
        return new NetworkSettings(
                settings.aeTitle(),
                settings.connectTimeout(),
                settings.responseTimeout(),
                settings.responseTimeout(),
                NetworkSettings.DEFAULT.maxPduLength());
    }

    public Delivery delivery() {
        return new Delivery(scu());
    }

    public StudyService studies() {
        return new StudyService(parts());
    }

    public StudySeries series() {
        return new StudySeries(parts());
    }

    public MarkedFiles markedFiles() {
        return new MarkingReader();
    }

    /**
     * @param more public keys to trust besides the settings' own
     * @param signed whether a file without a good signature is wrong
     */
    public Verification verification(List<Path> more, boolean signed) {
        return new Verification(new Verifier(markedFiles(), new SignaturePolicy(trusted(more), signed)));
    }

    /** The keys that are trusted: these, the settings', and the one that we sign with. */
    public List<TrustedKey> trusted(List<Path> more) {
        Stream<TrustedKey> read =
                Stream.concat(more.stream(), settings().trustedKeys().stream()).map(TrustedKey::read);
        return Stream.concat(read, siteKey().map(SiteKey::known).stream()).toList();
    }

    private Optional<SiteKey> siteKey() {
        return settings().signingKey().map(SiteKey::read);
    }

    public Reproduction reproduction() {
        return new Reproduction(parts(), markedFiles());
    }

    /**
     * Fetches a source image.
     *
     * @param place a source's name, AET@host:port or the address of a DICOMweb server, instead of the setting's
     * @param file that it is written into
     */
    public void fetch(SourceQuery query, Optional<String> place, Path file) {
        Settings settings = settings();
        new SourceWiring(settings, network(), () -> SourcesReader.read(config, settings)).fetch(query, place, file);
    }

    public PromptExplainer explainer() {
        return new PromptExplainer(parts());
    }

    public CohortService cohorts() {
        return new CohortService(new CohortParts(parts(), new Part10SegmentationWriter(siteKey())));
    }

    /**
     * The destinations. What is wrong with those of the API is told once, and stops no other.
     *
     * @throws org.skiagraph.domain.Rejected naming the key of a bad value in the settings
     */
    public Destinations destinations() {
        SiteDestinations site = siteDestinations();
        Destinations all = site.destinations();
        Stream.concat(site.trouble().stream(), all.misread().stream().map(Misread::failure))
                .map(Failure::getMessage)
                .filter(told::add)
                .forEach(message -> LOG.warn("destinations: " + message));
        return all;
    }

    /** The destinations as they are written, and those of the API to be changed. */
    public SiteDestinations siteDestinations() {
        return new SiteDestinations(config, settings());
    }

    /**
     * The orders of a configured worklist.
     *
     * @throws org.skiagraph.domain.Rejected if there is no such worklist, or its orders may be patients'
     */
    public Orders orders(String worklist) {
        return new Orders(WorklistsReader.read(config, settings()).named(worklist));
    }

    /** Which orders have been answered. */
    public Answered answered() {
        return new Answered(settings().state().resolve("answered"));
    }

    /** Opens the store of jobs and deliveries. */
    public Outbox outbox() {
        return new DeliveryWiring(settings(), siteKey())
                .outbox(studies(), new StudySession(servedParts()), this::destinations);
    }

    public DestinationTrial destinationTrial() {
        Settings settings = settings();
        return new DestinationTrial(
                studies(), new DeliveryWiring(settings, siteKey()).transports(), TestObject.of(settings));
    }

    public Doctor doctor() {
        Settings settings = settings();
        RuntimeSettings runtime = new RuntimeSettings(settings.provider(), settings.threads(), 0);
        return new Doctor(parts(), settings.model(), runtime, settings.out(), settings.templatePath());
    }

    /** For a program that stays: what was read of a bundle is remembered. */
    public synchronized StudyParts servedParts() {
        if (served == null) {
            StudyParts parts = parts();
            served = parts.with(new RememberedBundles(parts.bundles()));
        }
        return served;
    }

    /** Checks what is asked of {@link #serving}. */
    public StudyService checker() {
        return new StudyService(servedParts());
    }

    /**
     * The outbox at work in this process: begun when it is first asked for.
     *
     * @throws org.skiagraph.domain.Retryable while the process ends
     */
    public Serving serving() {
        return serving.get();
    }

    private Serving startServing() {
        return Serving.start(
                outbox(),
                markedFiles(),
                new Serving.Troubles(defects(), failure -> LOG.warn("deliveries: " + failure.getMessage())));
    }

    /** Stops what is under way, and waits until nothing half-made is left. */
    public void closeServing() {
        serving.close();
    }

    /** Writes down what no one foresaw, and says where. */
    public Consumer<Throwable> defects() {
        Path state = settings().state();
        return thrown -> TraceLog.write(state, thrown)
                .ifPresentOrElse(
                        file -> LOG.error("an unexpected failure; its trace is in " + file),
                        () -> LOG.error("an unexpected failure, and no trace could be written under " + state));
    }

    private StudyParts parts() {
        GeneratorSettings budget = new GeneratorSettings(settings().memoryBudgetBytes());
        return new StudyParts(
                product,
                bundles(),
                templates(),
                SyntheticIdentities.under(settings().uidRoot()),
                OnnxRuntime::start,
                (bundle, graphs) -> Generators.open(bundle, graphs, budget),
                bits -> new Part10StudyWriter(bits, siteKey()));
    }
}
