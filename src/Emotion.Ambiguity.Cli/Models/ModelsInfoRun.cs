using Emotion.Ambiguity.Models;

namespace Emotion.Ambiguity.Cli.Models;

/// <summary>Shows what model files say about themselves.</summary>
internal static class ModelsInfoRun
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["sizeBytes"] = "size", ["contextTokens"] = "context tokens", ["chatTemplate"] = "chat template", ["projectorType"] = "projector type", ["hearsSound"] = "hears sound",
        ["seesImages"] = "sees images", ["encoderLayers"] = "encoder layers", ["decoderLayers"] = "decoder layers", ["encoderWidth"] = "encoder width", ["melBands"] = "mel bands",
        ["cacheBytes"] = "cache at 8,192", ["quantization"] = "quantisation", ["license"] = "licence",
    };

    public static int Run(IReadOnlyList<string> targets, ModelStore store, bool json, TextWriter output, TextWriter error)
    {
        var failed = 0;
        foreach (var target in targets)
        {
            try
            {
                var entry = File.Exists(target) ? null : ModelCatalog.Find(target);
                var path = entry is null ? target : ModelNames.PathOf(entry, store)
                    ?? throw new UsageException($"\"{target}\" is not downloaded. Get it with: emotion-ambiguity models download {entry.Name}");
                Write(ModelFacts.Read(path), json, output);
            }
            catch (ModelLoadException fault)
            {
                failed++;
                error.WriteLine(fault.Message);
            }
        }

        return failed > 0 ? ExitCode.CannotLoad : ExitCode.Success;
    }

    private static void Write(IReadOnlyList<(string Name, object Value)> facts, bool json, TextWriter output)
    {
        if (json)
        {
            JsonOutput.WriteLine(output, writer =>
            {
                foreach (var (name, value) in facts)
                {
                    if (value is long number) writer.WriteNumber(name, number);
                    else if (value is bool truth) writer.WriteBoolean(name, truth);
                    else writer.WriteString(name, value.ToString());
                }
            });
            return;
        }

        output.WriteLine(facts[0].Value);
        foreach (var (name, value) in facts.Skip(1)) output.WriteLine($"  {Titles.GetValueOrDefault(name, name),-16}{ModelFacts.Text(name, value)}");
    }
}
