package org.skiagraph.app.wiring;

import io.smallrye.config.SmallRyeConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.skiagraph.app.cohorts.CohortParts;
import org.skiagraph.app.cohorts.CohortService;
import org.skiagraph.app.config.EffectiveSetting;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.config.SettingsReader;
import org.skiagraph.app.doctor.Doctor;
import org.skiagraph.app.studies.Delivery;
import org.skiagraph.app.studies.PromptExplainer;
import org.skiagraph.app.studies.StudyParts;
import org.skiagraph.app.studies.StudySeries;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.network.DicomStoreScu;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.StoreScu;
import org.skiagraph.dicom.segmentation.Part10SegmentationWriter;
import org.skiagraph.dicom.template.TemplateDirectory;
import org.skiagraph.dicom.template.Templates;
import org.skiagraph.diffusion.GeneratorSettings;
import org.skiagraph.diffusion.Generators;
import org.skiagraph.diffusion.bundle.BundleImports;
import org.skiagraph.diffusion.bundle.BundleSearch;
import org.skiagraph.diffusion.bundle.Bundles;
import org.skiagraph.domain.GenerationRecord.Product;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/** Joins the modules. Nothing is made before a command asks for it, so that --help needs no model and no template. */
@Singleton
public final class Wiring {
    private final SettingsReader reader;
    private final Product product;

    @Inject
    Wiring(Config config) {
        this.reader = new SettingsReader(config.unwrap(SmallRyeConfig.class));
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
        Settings settings = settings();
        NetworkSettings network = new NetworkSettings(
                settings.aeTitle(),
                settings.connectTimeout(),
                settings.responseTimeout(),
                settings.responseTimeout(),
                NetworkSettings.DEFAULT.maxPduLength());
        return new DicomStoreScu(new MarkingReader(), network);
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

    public PromptExplainer explainer() {
        return new PromptExplainer(parts());
    }

    public CohortService cohorts() {
        return new CohortService(new CohortParts(parts(), new Part10SegmentationWriter()));
    }

    public Doctor doctor() {
        Settings settings = settings();
        RuntimeSettings runtime = new RuntimeSettings(settings.provider(), settings.threads(), 0);
        return new Doctor(parts(), settings.model(), runtime, settings.out(), settings.templatePath());
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
                Part10StudyWriter::new);
    }
}
