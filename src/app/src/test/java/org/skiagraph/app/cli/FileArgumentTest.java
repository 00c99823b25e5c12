package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.domain.Rejected;

class FileArgumentTest {
    @ParameterizedTest
    @CsvSource({
        "a.png, '', a.png, 1",
        "a.png:0.5, '', a.png, 0.5",
        "prior=a.png:-2, prior, a.png, -2",
        "x:y.png, '', x:y.png, 1",
        "x:y.png:2, '', x:y.png, 2",
        "./a=b.png, '', ./a=b.png, 1",
        "n=./a=b.png:1, n, ./a=b.png, 1",
        "<lesion>=e.pt, <lesion>, e.pt, 1"
    })
    void namesAndNumbersStandAroundTheFile(String text, String name, String file, double number) {
        FileArgument argument = FileArgument.parse("control", text);

        assertThat(argument.name().orElse("")).isEqualTo(name);
        assertThat(argument.file()).hasToString(file);
        assertThat(argument.number()).isEqualTo(number);
    }

    @Test
    void aFileWithoutANameIsNone() {
        assertThatThrownBy(() -> FileArgument.parse("lora", "prior="))
                .isInstanceOf(Rejected.class)
                .hasMessageStartingWith("lora: ");
        assertThatThrownBy(() -> FileArgument.parse("lora", "")).isInstanceOf(Rejected.class);
    }
}
