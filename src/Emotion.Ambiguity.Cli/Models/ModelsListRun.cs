using Emotion.Ambiguity.Cli.Progress;
using Emotion.Ambiguity.Models;
using Spectre.Console;

namespace Emotion.Ambiguity.Cli.Models;

/// <summary>Shows the catalogue.</summary>
internal static class ModelsListRun
{
    public static int Run(ModelStore store, bool json, TextWriter output)
    {
        if (json) WriteJson(store, output);
        else WriteTable(store, output);
        return ExitCode.Success;
    }

    private static void WriteTable(ModelStore store, TextWriter output)
    {
        var console = Terminal.Create(output);
        var (hasPurpose, hasMemory) = (console.Profile.Width >= 110, console.Profile.Width >= 140);
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("name").NoWrap()).AddColumn("kind").AddColumn(new TableColumn("size").RightAligned().NoWrap()).AddColumn("licence");
        if (hasMemory) table.AddColumn(new TableColumn("memory").RightAligned().NoWrap());
        if (hasPurpose) table.AddColumn("good for");
        table.AddColumn("here");
        foreach (var entry in ModelCatalog.Entries)
        {
            var cells = new List<string> { entry.Name, ModelNames.Short(entry.Kind), entry.SizeBytes is { } size ? ByteText.Of(size) : "?", License(entry) };
            if (hasMemory) cells.Add(entry.MemoryBytes is { } memory ? $"~ {ByteText.Of(memory)}" : "");
            if (hasPurpose) cells.Add(entry.Purpose);
            cells.Add(entry.IsEmbedded ? "embedded" : ModelNames.PathOf(entry, store) is null ? "" : "yes");
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        console.Write(table);
        console.WriteLine($"Downloaded models lie in {store.Folder}. Use one by its name: --model NAME, --whisper NAME, --projector NAME.");
    }

    // The full identifier stands in the JSON, and is printed where a file is downloaded.
    private static string License(ModelCatalogEntry entry) =>
        entry.License.Replace("LicenseRef-", "", StringComparison.Ordinal).Replace("-Community", "", StringComparison.Ordinal);

    private static void WriteJson(ModelStore store, TextWriter output) => JsonOutput.WriteArray(output, json =>
    {
        foreach (var entry in ModelCatalog.Entries)
        {
            json.WriteStartObject();
            json.WriteString("name", entry.Name);
            json.WriteString("kind", ModelNames.Short(entry.Kind));
            json.WriteString("file", entry.FileName);
            json.WriteNumberOrNull("sizeBytes", entry.SizeBytes);
            json.WriteString("license", entry.License);
            json.WriteString("sha256", entry.Sha256);
            json.WriteNumberOrNull("memoryBytes", entry.MemoryBytes);
            json.WriteString("purpose", entry.Purpose);
            json.WriteBoolean("embedded", entry.IsEmbedded);
            json.WriteString("address", entry.IsEmbedded ? null : entry.AddressBelow(ModelCatalog.DefaultBaseAddress).AbsoluteUri);
            json.WriteString("path", ModelNames.PathOf(entry, store));
            json.WriteEndObject();
        }
    });
}
