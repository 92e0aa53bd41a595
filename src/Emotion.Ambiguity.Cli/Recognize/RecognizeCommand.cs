using System.CommandLine;
using Emotion.Ambiguity.Cli.Completion;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Recognize;

/// <summary>The recognize command: its arguments, and what they mean.</summary>
internal static class RecognizeCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var compute = new ComputeOptions();
        var files = new Argument<string[]>("files") { Description = "WAV files; - reads one from standard input.", Arity = ArgumentArity.ZeroOrMore };
        var text = new Option<string[]>("--text", "-t") { Description = "Words instead of sound; may be given several times." };
        var taxonomy = ComputeOptions.TaxonomyOption("The emotions: a built-in taxonomy (CremaD6, Ekman7, ...) or your own labels, separated by commas.", "Ekman7");
        var prompt = new Option<string>("--prompt")
        {
            Description = "The question: single, ambiguous, or a file with your own; +cues after it tells the model how the voice sounds.",
            DefaultValueFactory = _ => "single",
        }.Offering(["single", "ambiguous"]);
        var extractor = new Option<string[]>("--extractor", "-e")
        {
            Description = $"How to read the distribution; several by commas or repeats, the first counts. {ExtractorNames.Help}.",
            DefaultValueFactory = _ => ["likelihood"],
        }.OfferingEach(ExtractorCatalog.Names);
        var model = ComputeOptions.ModelOption();
        var input = ComputeOptions.InputOption();
        var calibration = new Option<string?>("--calibration") { Description = "A calibration profile; corrects the extractors that it was fitted for. The default is none." };
        var probe = new Option<string?>("--probe") { Description = "A probe of train-probe: read first, so that it counts; brings its taxonomy, unless one is named. The default is none." };
        var votes = new Option<string?>("--votes") { Description = "A CSV file with a column \"clip\" and a column of votes for each emotion. The default is votes.csv beside the clip, where there is one." };
        var json = new Option<bool>("--json") { Description = "A JSON object a line instead of tables." };

        var command = new Command("recognize", "Recognises the emotion of clips or words, as a distribution.")
        {
            files, text, taxonomy, prompt, extractor, model, input, calibration, probe, votes, json,
        };
        compute.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RecognizeRun.RunAsync(
            new RecognizeSettings
            {
                Utterances = Utterances(parsed.GetValue(files) ?? [], parsed.GetValue(text) ?? []),
                Taxonomy = parsed.GetRequiredValue(taxonomy),
                Prompt = parsed.GetRequiredValue(prompt),
                Extractors = ComputeOptions.Split(parsed.GetRequiredValue(extractor)),
                Model = ComputeOptions.ReadModel(parsed, model),
                Input = ComputeOptions.ReadInput(parsed, input),
                Calibration = parsed.GetValue(calibration),
                Probe = parsed.GetValue(probe),
                TaxonomyIsDefault = parsed.GetResult(taxonomy) is null or { Implicit: true },
                Votes = parsed.GetValue(votes),
                Json = parsed.GetValue(json),
                Compute = compute.Read(parsed),
            },
            output,
            error,
            cancellationToken));
        return command;
    }

    private static List<Utterance> Utterances(string[] files, string[] texts)
    {
        var utterances = new List<Utterance>();
        foreach (var file in files)
            utterances.Add(string.Equals(file, "-", StringComparison.Ordinal) ? Utterance.FromStream(Console.OpenStandardInput(), "standard input") : Utterance.FromFile(file));
        utterances.AddRange(texts.Select((t, i) => Utterance.FromText(t, texts.Length == 1 ? "text" : $"text {i + 1}")));
        if (utterances.Count == 0) throw new UsageException("Nothing to recognise. Name WAV files, or give words with --text \"...\".");
        return utterances;
    }
}
