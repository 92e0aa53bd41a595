using System.CommandLine;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli;

/// <summary>The options that recognize and evaluate share: how it is computed, and what still counts as a success.</summary>
internal sealed class ComputeOptions
{
    private readonly Option<string?> _whisper = new("--whisper", "-w") { Description = "A Whisper model in whisper.cpp's format. The default is the embedded one (English)." };
    private readonly Option<string?> _projector = new("--projector") { Description = "The audio projector that was trained with the model, GGUF, so that it hears the voice. The default is the embedded one for the embedded model, and none for others." };
    private readonly Option<int?> _threads = new("--threads") { Description = "Threads of each engine. The default is the number of cores." };
    private readonly Option<int> _gpuLayers = new("--gpu-layers") { Description = "Layers of the language model to compute on the GPU. The default is 0." };
    private readonly Option<int?> _maxOutputTokens = new("--max-output-tokens") { Description = "The most tokens of an answer." };
    private readonly Option<double> _maxInvalid = new("--max-invalid") { Description = "The largest share of unreadable answers, 0 to 1, that is still a success; of every configuration.", DefaultValueFactory = _ => 1 };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _whisper, _projector, _threads, _gpuLayers, _maxOutputTokens, _maxInvalid }) command.Options.Add(option);
    }

    public ComputeSettings Read(ParseResult parsed)
    {
        var maxInvalid = parsed.GetValue(_maxInvalid);
        if (!(maxInvalid is >= 0 and <= 1)) throw new UsageException($"--max-invalid must be from 0 to 1 but is {maxInvalid}.");
        return new ComputeSettings(parsed.GetValue(_whisper), parsed.GetValue(_projector), parsed.GetValue(_threads), parsed.GetValue(_gpuLayers), parsed.GetValue(_maxOutputTokens), maxInvalid);
    }

    /// <summary>The option that says what the model gets of sound.</summary>
    public static Option<string?> InputOption() =>
        new("--input") { Description = "What the model gets of a clip: audio (the voice), transcript (the words), or both. The default is both where there is a projector." };

    /// <summary>What it was set to; null for the default.</summary>
    public static InputMode? ReadInput(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { } mode ? Input(mode) : null;

    /// <summary>Reads an input mode; the name of one that does not exist is a mistake of the user.</summary>
    public static InputMode Input(string name) => Enum.TryParse<InputMode>(name, ignoreCase: true, out var mode) && Enum.IsDefined(mode)
        ? mode
        : throw new UsageException($"--input: \"{name}\" is none of {string.Join(", ", Enum.GetNames<InputMode>()).ToLowerInvariant()}.");

    /// <summary>An option that takes several values, by commas or repeats.</summary>
    public static Option<string[]> List(string name, string description, params string[] defaults) => new(name) { Description = description, DefaultValueFactory = _ => defaults };

    /// <summary>The values of such an option, each once.</summary>
    public static IReadOnlyList<string> Split(string[]? values) =>
        [.. (values ?? []).SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)];
}
