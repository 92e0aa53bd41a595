using System.CommandLine;
using Emotion.Ambiguity.Cli.Completion;
using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli;

/// <summary>The options that recognize and serve share: which model is asked what, and how its answer is read.</summary>
internal sealed class RecognitionOptions
{
    private readonly ComputeOptions _compute = new();
    private readonly Option<string> _taxonomy = ComputeOptions.TaxonomyOption("The emotions: a built-in taxonomy (CremaD6, Ekman7, ...) or your own labels, separated by commas.", "Ekman7");
    private readonly Option<string> _prompt = new Option<string>("--prompt")
    {
        Description = "The question: single, ambiguous, or a file with your own; +cues after it tells the model how the voice sounds.",
        DefaultValueFactory = _ => "single",
    }.Offering(["single", "ambiguous"]);

    private readonly Option<string[]> _extractor = new Option<string[]>("--extractor", "-e")
    {
        Description = $"How to read the distribution; several by commas or repeats, the first counts. {ExtractorNames.Help}.",
        DefaultValueFactory = _ => ["likelihood"],
    }.OfferingEach(ExtractorCatalog.Names);

    private readonly Option<string?> _model = ComputeOptions.ModelOption();
    private readonly Option<string?> _input = ComputeOptions.InputOption();
    private readonly Option<string?> _calibration = new("--calibration") { Description = "A calibration profile; corrects the extractors that it was fitted for. The default is none." };
    private readonly Option<string?> _probe = new("--probe") { Description = "A probe of train-probe: read first, so that it counts; brings its taxonomy, unless one is named. The default is none." };

    private IEnumerable<Option> All => [_taxonomy, _prompt, _extractor, _model, _input, _calibration, _probe, .. _compute.All];

    public void AddTo(Command command)
    {
        foreach (var option in All) command.Options.Add(option);
    }

    /// <summary>What of them was written, for a command of another process that has the same options.</summary>
    public IEnumerable<string> Written(ParseResult parsed) =>
        from option in All
        let result = parsed.GetResult(option)
        where result is { Implicit: false }
        from value in result.Tokens
        select $"{option.Name}={value.Value}"; // one argument, so that no value can pass for an option

    public RecognitionSettings Read(ParseResult parsed) => new()
    {
        Taxonomy = parsed.GetRequiredValue(_taxonomy),
        TaxonomyIsDefault = parsed.GetResult(_taxonomy) is null or { Implicit: true },
        Prompt = parsed.GetRequiredValue(_prompt),
        Extractors = ComputeOptions.Split(parsed.GetRequiredValue(_extractor)),
        Model = ComputeOptions.ReadModel(parsed, _model),
        Input = ComputeOptions.ReadInput(parsed, _input),
        Calibration = parsed.GetValue(_calibration),
        Probe = parsed.GetValue(_probe),
        Compute = _compute.Read(parsed),
    };
}
