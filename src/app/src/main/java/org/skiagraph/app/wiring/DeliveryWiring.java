package org.skiagraph.app.wiring;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.outbox.Destinations;
import org.skiagraph.app.outbox.Outbox;
import org.skiagraph.app.outbox.OutboxParts;
import org.skiagraph.app.outbox.RetryPolicy;
import org.skiagraph.app.outbox.Transports;
import org.skiagraph.app.studies.Inputs;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.app.studies.StudySession;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.marking.SiteKey;
import org.skiagraph.dicom.media.DicomdirWriter;
import org.skiagraph.dicom.media.FolderWriter;
import org.skiagraph.dicom.network.DicomStorageCommitment;
import org.skiagraph.dicom.network.DicomStoreScu;
import org.skiagraph.dicom.rejection.KeyObjectWriter;
import org.skiagraph.dicom.source.SourceOptions;
import org.skiagraph.dicom.web.HttpStowClient;
import org.skiagraph.dicom.web.WebSettings;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.adapter.Adapters;
import org.skiagraph.graph.RuntimeSettings;

/** Joins what delivers. A native executable has to be told what the outbox reads back from JSON. */
@RegisterForReflection(
        targets = {
            StudyRequest.class,
            StudyRequest.Prompt.class,
            StudyRequest.Sampling.class,
            StudyRequest.Guidance.class,
            StudyRequest.Picture.class,
            StudyRequest.Labels.class,
            StudyRequest.Storage.class,
            PixelSettings.class,
            Inputs.class,
            Inputs.Edit.class,
            Inputs.Box.class,
            Inputs.Control.class,
            Adapters.class,
            Adapters.Lora.class,
            Adapters.Embedding.class,
            PriorChoice.class,
            RuntimeSettings.class,
            SourceOptions.class,
            Order.class,
            Order.Person.class,
            Order.Procedure.class,
            Order.Step.class,
            Order.Code.class
        })
final class DeliveryWiring {
    private final Settings settings;
    private final MarkingReader marked = new MarkingReader();

    private final Optional<SiteKey> siteKey;

    DeliveryWiring(Settings settings, Optional<SiteKey> siteKey) {
        this.settings = settings;
        this.siteKey = siteKey;
    }

    Outbox outbox(StudyService studies, StudySession session, Supplier<Destinations> destinations) {
        OutboxParts parts = new OutboxParts(
                studies,
                session,
                destinations,
                transports(),
                marked,
                new KeyObjectWriter(marked, siteKey),
                SyntheticIdentities.under(settings.uidRoot()),
                RetryPolicy.DEFAULT,
                settings.outboxReserveBytes(),
                InstantSource.system(),
                new SecureRandom());
        return Outbox.open(settings.state().resolve("outbox"), parts);
    }

    Transports transports() {
        WebSettings web = new WebSettings(
                settings.connectTimeout(),
                settings.responseTimeout(),
                WebSettings.DEFAULT.mostInstances(),
                WebSettings.DEFAULT.mostBytes());
        return new Transports(
                peer -> new DicomStoreScu(marked, peer.network(), peer.tls()),
                peer -> new DicomStorageCommitment(peer.network(), peer.tls()),
                new HttpStowClient(marked, web),
                folder -> folder.media() ? new DicomdirWriter(marked) : new FolderWriter(marked));
    }
}
