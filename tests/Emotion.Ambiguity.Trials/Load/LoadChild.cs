using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Trials.Load;

/// <summary>Loads one damaged file after another, says each before it begins, and computes a little with those that load.</summary>
internal static class LoadChild
{
    private static readonly Audio Sound = Audio.FromSamples(Enumerable.Range(0, 8000).Select(i => MathF.Sin(i / 9f)).ToArray(), 16_000);

    public static int Run(Arguments arguments)
    {
        var file = arguments.Text("file", "");
        var cases = DamagedModels.Of(arguments.Text("kind", "gguf"));
        for (var index = arguments.Number("first", 0); index < arguments.Number("end", 0); index++)
        {
            Console.WriteLine($"case {index}");
            File.WriteAllBytes(file, cases(index));
            Console.WriteLine(Try(arguments.Text("kind", "gguf"), file));
        }

        return 0;
    }

    private static string Try(string kind, string file)
    {
        try
        {
            switch (kind)
            {
                case "gguf": Compute(file); break;
                case "whisper": Transcribe(file); break;
                default: Encode(file); break;
            }

            return "loaded";
        }
        catch (Exception fault) when (fault is ModelLoadException or InferenceException or ContextOverflowException)
        {
            return "refused " + fault.Message.ReplaceLineEndings(" ");
        }
    }

    private static void Compute(string file)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var model = LlamaCppModel.Load(file, new LlamaCppOptions { Threads = 1, ParallelSequences = 4, CacheTokens = 1024 });
        try
        {
            var request = new LanguageModelRequest
            {
                Prompt = new RenderedPrompt([new PromptMessage(PromptRole.System, [new TextPart("Say hello.")]), new PromptMessage(PromptRole.User, [new TextPart("Hello there <|im_end|>")])], 1),
                MaxOutputTokens = 4,
                LogitTokenIds = new[] { 1, 2 },
                Continuations = [model.Tokenizer.Tokenize(" hello"), model.Tokenizer.Tokenize(" world")],
            };
            model.RunAsync(request, limit.Token).GetAwaiter().GetResult();
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException or OperationCanceledException)
        {
            // A vocabulary without these tokens, say: an error of the request, not the end of the process.
        }
        finally
        {
            model.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static void Transcribe(string file)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var transcriber = WhisperCppTranscriber.Load(file, new WhisperCppOptions { Threads = 1 });
        try
        {
            transcriber.TranscribeAsync(Sound, limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // Weights of noise may talk for long.
        }
        finally
        {
            transcriber.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static void Encode(string file)
    {
        var model = Path.Combine(Path.GetTempPath(), "emotion-ambiguity-trial-model.gguf");
        if (!File.Exists(model)) File.WriteAllBytes(model, DamagedModels.WholeModel());
        var encoder = MtmdAudioEncoder.LoadAsync(file, model, new MtmdAudioEncoderOptions { Threads = 1 }).GetAwaiter().GetResult();
        try
        {
            encoder.EncodeAsync(Sound).GetAwaiter().GetResult();
        }
        finally
        {
            encoder.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
