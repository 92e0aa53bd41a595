namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>What stands behind the Whisper encoder in a projector of one type.</summary>
/// <param name="Markers">Control tokens around the sound.</param>
/// <param name="First">The matrix that takes the encoder's frames.</param>
/// <param name="Last">The matrix that gives the rows; may be the first.</param>
internal sealed record ProjectorLayout(int Markers, string First, string Last)
{
    private const string FirstLayer = "mm.a.mlp.1.weight";
    private const string SecondLayer = "mm.a.mlp.2.weight";

    private static readonly Dictionary<string, ProjectorLayout> Known = new(StringComparer.Ordinal)
    {
        ["ultravox"] = new(Markers: 0, FirstLayer, SecondLayer) { IsGated = true, StacksFrames = true },
        ["qwen2a"] = new(Markers: 2, "mm.a.fc.weight", "mm.a.fc.weight") { Bias = "mm.a.fc.bias", PoolsPairs = true },
        ["voxtral"] = new(Markers: 1, FirstLayer, SecondLayer) { StacksFrames = true, PoolsPairs = true },
    };

    /// <summary>All types that are supported.</summary>
    public static IEnumerable<string> Types => Known.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether the first matrix gives two halves, one of which is the other's gate, with norms before it and after.</summary>
    public bool IsGated { get; init; }

    /// <summary>Whether the mean of each two frames is taken.</summary>
    public bool PoolsPairs { get; init; }

    /// <summary>Whether several frames are joined into one row.</summary>
    public bool StacksFrames { get; init; }

    /// <summary>A bias of the last matrix, or null.</summary>
    public string? Bias { get; init; }

    public static ProjectorLayout? Of(string type) => Known.GetValueOrDefault(type);
}
