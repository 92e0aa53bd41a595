namespace Emotion.Ambiguity.Speech.Wav;

/// <summary>Expands the logarithmic 8 bit samples of telephony (ITU-T G.711).</summary>
internal static class G711
{
    private static readonly float[] ALawTable = Table(ExpandALaw);
    private static readonly float[] MuLawTable = Table(ExpandMuLaw);

    /// <summary>A-law, full scale 1: 4,096 of the recommendation's units.</summary>
    public static ReadOnlySpan<float> ALaw => ALawTable;

    /// <summary>mu-law, full scale 1: 8,192 of the recommendation's units.</summary>
    public static ReadOnlySpan<float> MuLaw => MuLawTable;

    // Every second bit is inverted on the line.
    private static float ExpandALaw(int code)
    {
        code ^= 0x55;
        var (segment, step) = ((code >> 4) & 7, code & 15);
        var magnitude = segment == 0 ? 2 * step + 1 : (2 * step + 33) << (segment - 1);
        return ((code & 0x80) != 0 ? magnitude : -magnitude) / 4096f;
    }

    // All bits are inverted on the line.
    private static float ExpandMuLaw(int code)
    {
        code ^= 0xFF;
        var (segment, step) = ((code >> 4) & 7, code & 15);
        var magnitude = ((2 * step + 33) << segment) - 33;
        return ((code & 0x80) != 0 ? -magnitude : magnitude) / 8192f;
    }

    private static float[] Table(Func<int, float> expand)
    {
        var table = new float[256];
        for (var code = 0; code < table.Length; code++) table[code] = expand(code);
        return table;
    }
}
