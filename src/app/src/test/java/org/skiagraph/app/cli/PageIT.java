package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.domain.GenerationRecord;

/** The page as a person uses it, in a real browser, on the packaged server. */
class PageIT {
    /** How many different greys the picture shows. */
    private static final String GREYS =
            "new Set(document.getElementById('picture').getContext('2d', {willReadFrequently: true})"
                    + ".getImageData(0, 0, picture.width, picture.height).data.filter((v, i) => i % 4 === 0)).size";

    @TempDir
    static Path root;

    private static Server server;
    private static Browser browser;
    private static Path image;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        server = Server.start(root);
        browser = Browser.start(Files.createDirectory(root.resolve("browser")));
        image = Pngs.ramp(root.resolve("image.png"), 64);
    }

    @AfterAll
    static void close() {
        browser.close();
        server.close();
    }

    @BeforeEach
    void load() throws InterruptedException {
        browser.forgetComplaints();
        browser.open(server.url());
        browser.await("document.getElementById('model')?.value === 'chest-radiograph'");
    }

    @AfterEach
    void nothingLeftThisMachineAndNothingWentWrong() {
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(url -> url.startsWith(server.url()) || url.startsWith("blob:" + server.url()));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aPromptBecomesAPictureWhoseWindowCanBeDragged() throws InterruptedException, IOException {
        browser.click("#prompt");
        browser.type("PA chest radiograph with a large left pleural effusion");
        set("num-inference-steps", "3");
        set("seed", "7");
        set("count", "2");

        GenerationRecord record = generate();

        assertThat(record.request().prompt()).isEqualTo("PA chest radiograph with a large left pleural effusion");
        assertThat(record.request().seed()).isEqualTo(7);
        assertThat(text("#picture + .burnt")).isEqualTo("SYNTHETIC");
        assertThat(text(".mark")).containsIgnoringCase("not for diagnosis");
        int greys = browser.evaluate(GREYS).asInt();
        assertThat(greys).isGreaterThan(20);
        JsonNode place = browser.evaluate("(() => { picture.scrollIntoView({block: 'center'});"
                + " const b = picture.getBoundingClientRect(); return {x: b.x + b.width / 2, y: b.y + 40}; })()");
        browser.drag(place.get("x").asDouble(), place.get("y").asDouble(), -150, 40);
        assertThat(browser.evaluate(GREYS).asInt()).isNotEqualTo(greys);
        browser.evaluate("picture.focus()");
        set("number", "2");
        browser.await("document.getElementById('number-shown').textContent === '2 of 2'");
    }

    @Test
    void aMaskThatIsDrawnIsWhatIsMadeAnew() throws InterruptedException, IOException {
        choose("sd15");
        browser.click("#prompt");
        browser.type("a nodule");
        browser.choose("#image", image);
        browser.await("!document.getElementById('with-image').hidden");
        set("num-inference-steps", "2");
        set("brush-size", "10");
        drawAcross("brush");
        double brushed = painted();
        drawAcross("rectangle");
        double more = painted();
        browser.click("#undo");
        double undone = painted();
        drawAcross("eraser");
        double erased = painted();
        drawAcross("rectangle");

        GenerationRecord record = generate();

        assertThat(brushed).isPositive().isLessThan(more).isEqualTo(undone).isGreaterThan(erased);
        assertThat(record.request().mode()).isEqualTo("inpainting");
        assertThat(record.inputs().source()).isPresent();
        browser.click("#edit");
        browser.await("document.getElementById('strength').value === '1'");
    }

    /** From a quarter to three quarters. */
    private static void drawAcross(String tool) {
        browser.click("[data-tool=" + tool + "]");
        JsonNode box = browser.evaluate("(() => { mask.scrollIntoView({block: 'center'});"
                + " const b = mask.getBoundingClientRect(); return {x: b.x, y: b.y, side: b.width}; })()");
        double side = box.get("side").asDouble();
        browser.drag(box.get("x").asDouble() + side / 4, box.get("y").asDouble() + side / 4, side / 2, side / 2);
    }

    private static double painted() {
        return browser.evaluate("document.getElementById('mask').getContext('2d').getImageData(0, 0, 64, 64).data"
                        + ".filter((v, i) => i % 4 === 3 && v >= 128).length")
                .asDouble();
    }

    @Test
    void aFormSaysItInTheModelsWords() throws InterruptedException, IOException {
        choose("mammograms");
        assertThat(browser.evaluate("document.getElementById('prompt').offsetParent === null")
                        .asBoolean())
                .isTrue();
        browser.evaluate("document.querySelector('[data-form=view]').value = 'CC'");
        set("num-inference-steps", "2");

        GenerationRecord record = generate();

        assertThat(record.request().prompt())
                .isEqualTo("a siemens mammogram in CC view with medium area and high density");
        browser.click("[name=way][value=prompt]");
        browser.click("#prompt");
        browser.type("a mammogram");
        assertThat(generate().request().prompt()).isEqualTo("a mammogram");
    }

    @Test
    void conditionsMakeAVolumeThatIsLookedThrough() throws InterruptedException, IOException {
        choose("monai-brain-ldm-3d");
        assertThat(browser.evaluate("document.querySelectorAll('[data-condition]').length")
                        .asInt())
                .isEqualTo(4);
        browser.evaluate("document.querySelectorAll('[data-condition]').forEach((one) => { one.value = 0.5; })");
        set("num-inference-steps", "1");
        set("depth", "16");
        set("height", "48");
        set("width", "32");

        GenerationRecord record = generate();

        assertThat(record.request().conditions()).containsEntry("condition4", "0.5");
        assertThat(browser.evaluate("document.getElementById('number').max").asText())
                .isEqualTo("32");
    }

    @Test
    void whatIsWrongStandsBesideItsFieldWithTheMend() throws InterruptedException {
        set("num-inference-steps", "0");
        browser.click("#prompt");
        browser.type("x");
        browser.click("#generate");

        browser.await("document.querySelector('[data-error=num-inference-steps]').offsetParent");

        assertThat(text("[data-error=num-inference-steps]")).contains("Give 1 or more");
        assertThat(browser.evaluate("document.activeElement.id").asText()).isEqualTo("num-inference-steps");
        assertThat(browser.evaluate("document.activeElement.getAttribute('aria-invalid')")
                        .asText())
                .isEqualTo("true");
        // The browser's own remark on the answer's status.
        browser.forgetComplaints();
    }

    @Test
    void imagesAreReviewedAndSeenToArrive() throws InterruptedException, IOException {
        choose("sd15");
        browser.click("#prompt");
        browser.type("x");
        set("num-inference-steps", "1");
        set("count", "2");
        browser.click("[data-destination=disc]");
        browser.click("#review");
        generate();
        browser.await("document.getElementById('verdict').textContent === 'Image 1: Waits for your word.'");
        assertThat(text("#deliveries td")).isEqualTo("pending (held)");

        browser.evaluate("document.querySelector('[data-verdict=accept]').focus()");
        browser.pressEnter();
        browser.await("document.querySelector('#deliveries [data-state=stored]')");
        assertThat(text("#deliveries td + td")).contains("copied to");
        set("number", "2");
        browser.click("[data-verdict=reject]");

        browser.await("document.querySelector('#deliveries [data-state=dead]')");
        assertThat(text("#verdict")).isEqualTo("Image 2: Rejected: it is not sent.");
        assertThat(text("#deliveries td + td")).isEqualTo("rejected by a person");
        assertThat(browser.evaluate("document.querySelector('[data-verdict=reject]').getAttribute('aria-pressed')")
                        .asText())
                .isEqualTo("true");
        assertThat(server.disc()).hasSize(1);
    }

    @Test
    void aStudyCanBeCancelled() throws InterruptedException, IOException {
        int before = server.studies().size();
        browser.click("#prompt");
        browser.type("x");
        set("num-inference-steps", "999");
        browser.click("#generate");
        browser.await("document.getElementById('left').textContent.includes('left')");

        browser.click("#cancel");

        browser.await("document.getElementById('stage').textContent.startsWith('Cancelled')");
        assertThat(server.studies()).hasSize(before);
    }

    private static void choose(String model) {
        browser.evaluate("(() => { const m = document.getElementById('model'); m.value = '" + model + "';"
                + " m.dispatchEvent(new Event('change')); })()");
        assertThat(text("#about")).isNotEmpty();
    }

    private static void set(String id, String value) {
        browser.evaluate("(() => { const e = document.getElementById('" + id + "'); e.value = '" + value + "';"
                + " e.dispatchEvent(new Event('input')); })()");
    }

    private static String text(String selector) {
        return browser.evaluate("document.querySelector('" + selector + "').textContent")
                .asText();
    }

    /** Presses the button, waits for the picture, and gives the record of its file. */
    private static GenerationRecord generate() throws InterruptedException, IOException {
        browser.click("#generate");
        browser.await("!document.getElementById('viewer').hidden && " + GREYS + " > 1");
        browser.await("!document.getElementById('generate').disabled");
        String folder = text("#facts dd");
        Path study = server.studies().stream()
                .filter(one -> one.endsWith(folder))
                .findFirst()
                .orElseThrow();
        return Studies.record(study.resolve("IM0001.dcm"));
    }
}
