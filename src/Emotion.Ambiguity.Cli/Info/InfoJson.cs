using System.Runtime.InteropServices;
using System.Text.Json;
using Emotion.Ambiguity.Cli.Models;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Models;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Cli.Info;

/// <summary>What info shows, as one JSON object. The names are documented in docs/cli.md; they only ever grow.</summary>
internal static class InfoJson
{
    /// <returns>Whether nothing is missing.</returns>
    public static bool Write(TextWriter output, string version)
    {
        var isComplete = true;
        JsonOutput.WriteObject(output, json =>
        {
            json.WriteString("version", version);
            json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
            json.WriteString("system", RuntimeInformation.RuntimeIdentifier);
            json.WriteNumber("logicalCores", Environment.ProcessorCount);
            isComplete &= Section(json, "llamaCpp", Llama);
            isComplete &= Section(json, "whisperCpp", Whisper);
            isComplete &= Section(json, "embeddedModels", Embedded);
            Section(json, "downloadedModels", Downloaded);
        });
        return isComplete;
    }

    private static bool Section(Utf8JsonWriter json, string name, Action<Utf8JsonWriter> write)
    {
        json.WriteStartObject(name);
        try
        {
            write(json);
            return true;
        }
        catch (EmotionAmbiguityException fault)
        {
            json.WriteString("missing", fault.Message);
            return false;
        }
        finally
        {
            json.WriteEndObject();
        }
    }

    private static void Llama(Utf8JsonWriter json)
    {
        var info = LlamaCppEngine.Probe();
        json.WriteString("version", info.Version);
        json.WriteString("folder", info.NativeFolder);
        json.WriteStrings("files", info.Files.Select(f => Path.GetFileName(f)));
        json.WriteStrings("backends", info.Backends);
        json.WriteStartArray("devices");
        foreach (var device in info.Devices)
        {
            json.WriteStartObject();
            json.WriteString("name", device.Name);
            json.WriteString("description", device.Description);
            json.WriteString("kind", device.Kind.ToString());
            json.WriteNumber("memoryBytes", device.MemoryBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStrings("cpuFeatures", info.CpuFeatures);
    }

    private static void Whisper(Utf8JsonWriter json)
    {
        var info = WhisperCppEngine.Probe();
        json.WriteString("version", info.Version);
        json.WriteString("file", info.NativeFile);
        json.WriteStrings("cpuFeatures", info.CpuFeatures);
    }

    private static void Embedded(Utf8JsonWriter json)
    {
        var files = EmbeddedModelFiles.Find();
        json.WriteString("folder", files.Folder);
        json.WriteStrings("files", new[] { files.LanguageModel, files.AudioProjector, files.Whisper }.Select(f => Path.GetFileName(f)));
    }

    private static void Downloaded(Utf8JsonWriter json)
    {
        var store = new ModelStore(ModelStore.DefaultFolder);
        json.WriteString("folder", store.Folder);
        json.WriteStrings("names", ModelNames.Downloaded(store));
    }
}
