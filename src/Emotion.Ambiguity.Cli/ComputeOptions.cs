using System.CommandLine;
using Emotion.Ambiguity.Cli.Completion;
using Emotion.Ambiguity.Cli.Models;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Models;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli;

/// <summary>The options that recognize and evaluate share: how it is computed, and what still counts as a success.</summary>
internal sealed class ComputeOptions
{
    private readonly Option<string?> _whisper = new Option<string?>("--whisper", "-w") { Description = "A Whisper model: a file in whisper.cpp's format, or a name of the catalogue. The default is the embedded one (English)." }.Offering(NamesOf(ModelFileKind.Whisper));
    private readonly Option<string?> _projector = new Option<string?>("--projector") { Description = "The audio projector that was trained with the model, a GGUF file or a name of the catalogue, so that it hears the voice. The default is the embedded one for the embedded model, and none for others." }.Offering(NamesOf(ModelFileKind.AudioProjector));
    private readonly Option<int?> _threads = new("--threads") { Description = "Threads of each engine. The default is the number of cores." };
    private readonly Option<int> _gpuLayers = new("--gpu-layers") { Description = "Layers of the language model to compute on the GPU. The default is 0." };
    private readonly Option<int?> _maxOutputTokens = new("--max-output-tokens") { Description = "The most tokens of an answer." };
    private readonly Option<double> _maxInvalid = new("--max-invalid") { Description = "The largest share of unreadable answers, 0 to 1, that is still a success; of every configuration.", DefaultValueFactory = _ => 1 };

    public IEnumerable<Option> All => [_whisper, _projector, _threads, _gpuLayers, _maxOutputTokens, _maxInvalid];

    public void AddTo(Command command)
    {
        foreach (var option in All) command.Options.Add(option);
    }

    public ComputeSettings Read(ParseResult parsed)
    {
        var maxInvalid = parsed.GetValue(_maxInvalid);
        if (!(maxInvalid is >= 0 and <= 1)) throw new UsageException($"--max-invalid must be from 0 to 1 but is {maxInvalid}.");
        return new ComputeSettings(
            ModelNames.Resolve("--whisper", parsed.GetValue(_whisper), ModelFileKind.Whisper), ModelNames.Resolve("--projector", parsed.GetValue(_projector), ModelFileKind.AudioProjector),
            new EngineOptions { Threads = parsed.GetValue(_threads), GpuLayers = parsed.GetValue(_gpuLayers) }, parsed.GetValue(_maxOutputTokens), maxInvalid);
    }

    /// <summary>The names of input modes.</summary>
    public static IReadOnlyList<string> InputNames { get; } = [.. Enum.GetNames<InputMode>().Select(n => n.ToLowerInvariant())];

    /// <summary>The names of the catalogue's models of a kind.</summary>
    public static IEnumerable<string> NamesOf(ModelFileKind kind) => ModelCatalog.Entries.Where(e => e.Kind == kind).Select(e => e.Name);

    /// <summary>The option that names the language model.</summary>
    public static Option<string?> ModelOption() => new Option<string?>("--model", "-m")
    {
        Description = "A LLaMA-family model: a GGUF file, or a name of the catalogue (models list). The default is the embedded one.",
    }.Offering(NamesOf(ModelFileKind.LanguageModel));

    /// <summary>The file that it was set to; null for the embedded one.</summary>
    public static string? ReadModel(ParseResult parsed, Option<string?> option) => ModelNames.Resolve("--model", parsed.GetValue(option), ModelFileKind.LanguageModel);

    /// <summary>The option that names the emotions.</summary>
    public static Option<string> TaxonomyOption(string description, string byDefault) =>
        new Option<string>("--taxonomy") { Description = description, DefaultValueFactory = _ => byDefault }.Offering(EmotionTaxonomy.BuiltIn.Select(t => t.Name));

    /// <summary>The option that takes votes to other emotions.</summary>
    public static Option<string?> OtherTaxonomyOption() => new Option<string?>("--taxonomy")
    {
        Description = "Takes the votes to another taxonomy (CremaD6, Ekman7, ...). The default is the corpus's own.",
    }.Offering(EmotionTaxonomy.BuiltIn.Select(t => t.Name));

    /// <summary>The option that says what the model gets of sound.</summary>
    public static Option<string?> InputOption() =>
        new Option<string?>("--input") { Description = "What the model gets of a clip: audio (the voice), transcript (the words), or both. The default is both where there is a projector." }.Offering(InputNames);

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
