package org.skiagraph.app.cli;

import java.math.BigInteger;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers with messages that say what would do. */
final class Numbers {
    private static final BigInteger LARGEST_LONG = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LARGEST_INT = BigInteger.valueOf(Integer.MAX_VALUE);

    private Numbers() {}

    static void register(CommandLine command) {
        command.registerConverter(Long.class, text -> whole(text, LARGEST_LONG).longValueExact());
        command.registerConverter(
                Integer.class, text -> whole(text, LARGEST_INT).intValueExact());
        command.registerConverter(int.class, text -> whole(text, LARGEST_INT).intValueExact());
        command.registerConverter(Double.class, Numbers::real);
        command.registerConverter(double.class, Numbers::real);
    }

    private static BigInteger whole(String text, BigInteger largest) {
        BigInteger number;
        try {
            number = new BigInteger(text.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no whole number; give one from 0 to " + largest);
        }
        if (number.abs().compareTo(largest) > 0) {
            throw new TypeConversionException(
                    "'" + text + "' is out of range; give a whole number from 0 to " + largest);
        }
        return number;
    }

    private static double real(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no number; give one such as 3.5");
        }
    }
}
