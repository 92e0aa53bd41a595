namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>
/// The paired permutation test (Fisher, "The design of experiments", 1935; for systems on the same items: Yeh, "More accurate tests for the
/// statistical significance of result differences", COLING 2000): were it chance which of two rows is better, each unit's difference could as
/// well have the other sign.
/// </summary>
internal static class SignFlipTest
{
    /// <summary>The two-sided p-value: the share of sign assignments, the observed one among them, whose sum is at least as far from 0.</summary>
    /// <remarks>All assignments where there are no more of them than permutations were asked for, else random ones.</remarks>
    public static double PValue(ReadOnlySpan<double> differences, int permutations, long seed)
    {
        var moving = differences.ToArray().Where(d => d != 0).ToArray();
        if (moving.Length == 0) return 1;
        var observed = Math.Abs(moving.Sum());
        var bound = observed - (1e-12 * moving.Sum(Math.Abs)); // the same sum in another order
        return moving.Length < 31 && 1L << moving.Length <= permutations ? Exact(moving, bound) : Random(moving, bound, permutations, seed);
    }

    private static double Exact(double[] differences, double bound)
    {
        var assignments = 1L << differences.Length;
        var extreme = 0L;
        for (var signs = 0L; signs < assignments; signs++)
        {
            var sum = 0.0;
            for (var i = 0; i < differences.Length; i++) sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
            if (Math.Abs(sum) >= bound) extreme++;
        }

        return (double)extreme / assignments;
    }

    private static double Random(double[] differences, double bound, int permutations, long seed)
    {
        var random = new SplitMix(StableHash.Mix((ulong)seed ^ 0x51617FUL));
        var extreme = 1L;
        for (var permutation = 0; permutation < permutations; permutation++)
        {
            var sum = 0.0;
            for (var i = 0; i < differences.Length;)
            {
                var signs = random.Next();
                for (var end = Math.Min(differences.Length, i + 64); i < end; i++, signs >>= 1)
                    sum += BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(differences[i]) ^ (signs << 63));
            }

            if (Math.Abs(sum) >= bound) extreme++;
        }

        return extreme / (permutations + 1.0);
    }
}
