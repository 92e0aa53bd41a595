using System.CommandLine;
using Emotion.Ambiguity.Cli.Completion;
using Emotion.Ambiguity.Cli.Models;
using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Models;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Compare;

/// <summary>The compare command: its arguments, and what they mean.</summary>
internal static class CompareCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var compute = new ComputeOptions();
        var files = new Argument<string[]>("files") { Description = "WAV files, or two or more reports (.json) of evaluate.", Arity = ArgumentArity.ZeroOrMore };
        var text = new Option<string[]>("--text", "-t") { Description = "Words instead of sound; may be given several times." };
        var taxonomy = ComputeOptions.TaxonomyOption("The emotions: a built-in taxonomy (CremaD6, Ekman7, ...) or your own labels, separated by commas.", "Ekman7");
        var extractor = ComputeOptions.List("--extractor", $"The extractors to compare; several by commas or repeats. {ExtractorNames.Help}.", "text", "token", "likelihood").OfferingEach(ExtractorCatalog.Names);
        extractor.Aliases.Add("-e");
        extractor.Aliases.Add("--extractors");
        var prompt = ComputeOptions.List("--prompt", "The questions to compare, as for recognize; several by commas or repeats.", "single").OfferingEach(["single", "ambiguous"]);
        prompt.Aliases.Add("--prompts");
        var model = ComputeOptions.List("--model", "The language models to compare: GGUF files, names of the catalogue, or \"embedded\"; several by repeats.").Offering(["embedded", .. ComputeOptions.NamesOf(ModelFileKind.LanguageModel)]);
        model.Aliases.Add("-m");
        var input = ComputeOptions.List("--input", "What the model gets of a clip, to compare: audio, transcript, both; several by commas or repeats.").OfferingEach(ComputeOptions.InputNames);
        var votes = new Option<string?>("--votes") { Description = "A CSV file with a column \"clip\" and a column of votes for each emotion. The default is votes.csv beside the clip, where there is one." };
        var chart = new Option<string?>("--chart") { Description = "Draws the comparison as SVG: a file for one utterance, a folder for several." };
        var json = new Option<bool>("--json") { Description = "A JSON object instead of tables." };
        var command = new Command("compare", "Reads the same clips or words in several ways, side by side and beside the listeners' votes; or sets reports side by side.")
        {
            files, text, taxonomy, extractor, prompt, model, input, votes, chart, json,
        };
        compute.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var (named, words) = (parsed.GetValue(files) ?? [], parsed.GetValue(text) ?? []);
            if (named.Length > 0 && Array.TrueForAll(named, f => f.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
                return Task.FromResult(CompareReports.Run(named, parsed.GetValue(json), output));
            var inputs = ComputeOptions.Split(parsed.GetValue(input)).Select(i => (InputMode?)ComputeOptions.Input(i)).ToList();
            var models = ComputeOptions.Split(parsed.GetValue(model)).Select(m => m is "embedded" ? null : ModelNames.Resolve("--model", m, ModelFileKind.LanguageModel)).ToList();
            return CompareRun.RunAsync(
                new CompareSettings
                {
                    Utterances = Utterances(named, words),
                    Taxonomy = parsed.GetRequiredValue(taxonomy),
                    Prompts = ComputeOptions.Split(parsed.GetValue(prompt)),
                    Extractors = ComputeOptions.Split(parsed.GetValue(extractor)),
                    Models = models.Count > 0 ? models : [null],
                    Inputs = inputs.Count > 0 ? inputs : [null],
                    Votes = parsed.GetValue(votes),
                    Chart = parsed.GetValue(chart),
                    Json = parsed.GetValue(json),
                    Compute = compute.Read(parsed),
                },
                output,
                error,
                cancellationToken);
        });
        return command;
    }

    private static List<Utterance> Utterances(string[] files, string[] texts)
    {
        if (files.Contains("-", StringComparer.Ordinal)) throw new UsageException("compare reads a clip several times, so it cannot come from standard input. Save it to a file first.");
        List<Utterance> utterances = [.. files.Select(f => Utterance.FromFile(f)), .. texts.Select((t, i) => Utterance.FromText(t, texts.Length == 1 ? "text" : $"text {i + 1}"))];
        return utterances.Count > 0 ? utterances : throw new UsageException("Nothing to compare. Name WAV files or reports, or give words with --text \"...\".");
    }
}
