package org.skiagraph.app.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.skiagraph.app.studies.PromptLines.Line;
import org.skiagraph.domain.Rejected;

class PromptLinesTest {
    @Test
    void linesKeepTheirNumbersAndBlankOnesAndCommentsSayNothing() throws IOException {
        String file = "\uFEFFfirst\r\n\n  # a remark\n  胸部 (large:1.2) \n\t\nlast";

        assertThat(read(file.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(List.of(new Line(1, "first"), new Line(4, "胸部 (large:1.2)"), new Line(6, "last")));
    }

    @Test
    void aLineThatIsNotUtf8IsNamedByItsNumber() {
        byte[] file = {'a', '\n', '\n', (byte) 0xC3, '(', '\n'};

        assertThatThrownBy(() -> read(file)).isInstanceOf(Rejected.class).hasMessageContaining("line 3 is not UTF-8");
    }

    @Test
    void aFileWithoutAPromptOrWithTooManyIsRejected() {
        assertThatThrownBy(() -> read("# nothing\n\n".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("has 0 prompts");
        byte[] many = "x\n".repeat(PromptLines.MOST_PROMPTS + 1).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(many)).hasMessageContaining("has 10001 prompts");
    }

    @Test
    void anEndlessStreamIsNotReadToItsEnd() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(() -> PromptLines.read(endless)).hasMessageContaining("bytes");
    }

    @Test
    void seedsOfASeriesAreTheFirst53BitsOfSplitMix64() {
        // The generator's published outputs for seed 1234567: 6457827717110365317, 3203168211198807973, ...
        assertThat(SeriesSeeds.of(1234567, 0)).isEqualTo(6457827717110365317L >>> 11);
        assertThat(SeriesSeeds.of(1234567, 1)).isEqualTo(3203168211198807973L >>> 11);
    }

    @Test
    void neighbouringSeriesShareNoSeed() {
        long[] seeds = IntStream.range(0, 100)
                .boxed()
                .flatMapToLong(series -> IntStream.range(0, 100).mapToLong(index -> SeriesSeeds.of(series, index)))
                .toArray();

        assertThat(LongStream.of(seeds).distinct().count()).isEqualTo(seeds.length);
        assertThat(LongStream.of(seeds).allMatch(seed -> seed >= 0 && seed < 1L << 53))
                .isTrue();
    }

    private static List<Line> read(byte[] file) throws IOException {
        return PromptLines.read(new ByteArrayInputStream(file));
    }
}
