package org.skiagraph.diffusion.sampling.internal;

/** Gaussian elimination with pivoting, for systems of a handful of unknowns. */
final class Elimination {
    private Elimination() {}

    /** @param rows coefficients, each row followed by its right-hand side; overwritten */
    static double[] solve(double[][] rows) {
        int n = rows.length;
        for (int column = 0; column < n; column++) {
            swapPivot(rows, column);
            for (int row = 0; row < n; row++) {
                if (row != column) {
                    subtract(rows[row], rows[column], rows[row][column] / rows[column][column], column);
                }
            }
        }
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            solution[i] = rows[i][n] / rows[i][i];
        }
        return solution;
    }

    private static void swapPivot(double[][] rows, int column) {
        int best = column;
        for (int row = column + 1; row < rows.length; row++) {
            if (Math.abs(rows[row][column]) > Math.abs(rows[best][column])) {
                best = row;
            }
        }
        double[] swapped = rows[best];
        rows[best] = rows[column];
        rows[column] = swapped;
    }

    private static void subtract(double[] row, double[] pivot, double factor, int from) {
        for (int k = from; k < row.length; k++) {
            row[k] -= factor * pivot[k];
        }
    }
}
