package org.skiagraph.app.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.skiagraph.app.jobs.JobStatus;
import org.skiagraph.app.outbox.JobState;
import org.skiagraph.app.studies.WrittenStudy;
import org.skiagraph.dicom.file.Instance;

/** The images of a written study, numbered from 1. */
@Path("/api/v1/studies/{id}/images")
public final class ImagesResource {
    @Inject
    Api api;

    @GET
    @Path("/{number: [0-9]{1,6}}.png")
    @Produces("image/png")
    public byte[] preview(@PathParam("id") String id, @PathParam("number") int number) {
        return bytes(instance(id, number).preview());
    }

    @GET
    @Path("/{number: [0-9]{1,6}}.dcm")
    @Produces("application/dicom")
    public Response dicom(@PathParam("id") String id, @PathParam("number") int number) {
        Instance instance = instance(id, number);
        return Response.ok(bytes(instance.file()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + instance.file().getFileName() + "\"")
                .build();
    }

    private Instance instance(String id, int number) {
        JobStatus job = api.job(id);
        List<Instance> instances = job.study().map(WrittenStudy::instances).orElseThrow(() -> noImages(job));
        if (number < 1 || number > instances.size()) {
            throw none();
        }
        return instances.get(number - 1);
    }

    private static Refusal noImages(JobStatus job) {
        return job.state() == JobState.WRITTEN
                ? moved(job.job().directory())
                : new Refusal(
                        Refusal.CONFLICT,
                        "id",
                        "the study is " + job.state().word() + ", so it has no images",
                        "Wait until its state is written");
    }

    private static Refusal moved(java.nio.file.Path file) {
        return new Refusal(
                Refusal.NOT_FOUND,
                file.getFileName().toString(),
                "it cannot be read any more",
                "Look whether someone moved the study's folder away");
    }

    private static byte[] bytes(java.nio.file.Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw moved(file);
        }
    }

    private static Refusal none() {
        return new Refusal(Refusal.NOT_FOUND, "images", "there is none of that number", "They are numbered from 1");
    }
}
