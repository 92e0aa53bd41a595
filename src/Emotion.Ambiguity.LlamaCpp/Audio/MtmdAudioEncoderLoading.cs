using Emotion.Ambiguity.LlamaCpp.Decoding;
using Emotion.Ambiguity.LlamaCpp.Interop;
using Emotion.Ambiguity.Speech;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>From two files to an encoder: options, files and library are checked in that order, and only then does native code see a file.</summary>
internal static class MtmdAudioEncoderLoading
{
    public static MtmdAudioEncoder Load(string projectorPath, string modelPath, MtmdAudioEncoderOptions options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(projectorPath);
        ArgumentException.ThrowIfNullOrWhiteSpace(modelPath);
        options.Validate();
        var file = ProjectorFile.Check(projectorPath, modelPath);
        cancellationToken.ThrowIfCancellationRequested();
        var library = MtmdLibrary.Load(options.NativeLibraryFolder);
        if (options.UseGpu && MtmdMethods.HasGpu() == 0) throw NoGpu(library);
        if (library.IsSlow) options.Logger.LogWarning("mtmd runs without AVX, several times slower than it could: {Path}", library.Path);
        cancellationToken.ThrowIfCancellationRequested();

        var log = new NativeLog(options.Logger, MtmdLibrary.Name);
        var native = NativeAudioEncoder.Load(projectorPath, modelPath, options.ThreadsOrDefault, options.UseGpu, file.Width, log) ?? throw new ModelLoadException(
            projectorPath, $"mtmd refused it. {log.Problems}".TrimEnd(), "A newer version of the package may know this kind of projector; if memory ran out, use a smaller one.");
        try
        {
            CheckPositions(projectorPath, modelPath, native);
            cancellationToken.ThrowIfCancellationRequested();
            var info = new AudioEncoderInfo { ModelId = Path.GetFileName(projectorPath), Engine = $"{MtmdLibrary.Name} {library.Version}", EmbeddingWidth = file.Width };
            return new MtmdAudioEncoder(native, file, info, options);
        }
        catch
        {
            native.Dispose();
            throw;
        }
    }

    private static void CheckPositions(string projectorPath, string modelPath, NativeAudioEncoder native)
    {
        if (!native.NeedsSeveralPositions) return;
        throw new ModelLoadException(
            projectorPath,
            $"its language model {Path.GetFileName(modelPath)} counts positions in several dimensions (M-RoPE), which prompts with sound cannot give it.",
            "Use a model with plain positions, such as Ultravox, Qwen2-Audio or Voxtral.");
    }

    private static NativeLibraryException NoGpu(MtmdLibrary library) => new(
        MtmdLibrary.Name, "UseGpu is true, but the library found no GPU.", "Leave UseGpu out, or name a library with a GPU back end in MtmdAudioEncoderOptions.NativeLibraryFolder.", [library.Path]);
}
