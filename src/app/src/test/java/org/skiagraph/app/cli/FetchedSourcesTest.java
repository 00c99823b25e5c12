package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.domain.Rejected;

class FetchedSourcesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pacs:accession=A1                            | accession=A1               | /t/f",
                "pacs:accession=A:1,instance=1.3:0.5          | accession=A:1,instance=1.3 | /t/f:0.5",
                "edges=pacs:study=1.2,instance=1.3            | study=1.2,instance=1.3     | edges=/t/f",
                "edges=pacs:study=1.2,instance=1.3:2          | study=1.2,instance=1.3     | edges=/t/f:2"
            })
    void onlyWhatNamesAnImageOfAPacsIsReplaced(String text, String query, String file) {
        List<String> asked = new ArrayList<>();

        String replaced = FetchedSources.replaced(text, what -> {
            asked.add(what);
            return "/t/f";
        });

        assertThat(asked).containsExactly("pacs:" + query);
        assertThat(replaced).isEqualTo(file);
        assertThat(FetchedSources.isMeant(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"edges.png:0.8", "edges=edges.png", "./pacs:accession=A1", "a/b=pacs:x", "", "PACS:x"})
    void filesStayAsTheyAre(String text) {
        assertThat(FetchedSources.replaced(text, what -> "replaced")).isEqualTo(text);
        assertThat(FetchedSources.isMeant(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pacs:accession=2026:0815", "a=pacs:accession=A1:0.5", "pacs:study=1.2,accession=A:B"})
    void aNumberThatMayBeAnAccessionNumbersIsRefused(String text) {
        assertThatThrownBy(() -> FetchedSources.requireClear("control", text))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("pacs:study=UID,series=UID,instance=UID");
        FetchedSources.requireClear("control", "a=pacs:accession=A1");
        FetchedSources.requireClear("control", "a=pacs:accession=A1,instance=1.3:0.5");
        FetchedSources.requireClear("control", "accession=A:1.png");
    }

    @Test
    void nothingIsNoImageOfAPacs() {
        assertThat(FetchedSources.isMeant(null)).isFalse();
    }
}
