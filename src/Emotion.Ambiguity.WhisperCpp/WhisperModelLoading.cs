using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.WhisperCpp.Interop;

namespace Emotion.Ambiguity.WhisperCpp;

/// <summary>From a file or stream to a transcriber: options, file and library are checked in that order, and only then does native code see the model.</summary>
internal static class WhisperModelLoading
{
    internal static WhisperCppTranscriber FromFile(string path, WhisperCppOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Check(options);
        try
        {
            // The same open file is checked and loaded, so that nobody can swap it in between.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Load(file, path, Path.GetFileName(path), options, progress, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelLoadException(path, $"There is no such file ({Path.GetFullPath(path)}).", "Check the path.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ModelLoadException(path, Directory.Exists(path) ? "It is a folder." : "Its permissions do not allow reading it.", "Give a file that this program may read.", e);
        }
        catch (IOException e)
        {
            throw new ModelLoadException(path, e.Message, "Check the file and the disk.", e);
        }
    }

    internal static WhisperCppTranscriber FromStream(Stream model, string modelId, WhisperCppOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        Check(options);
        if (!model.CanRead) throw new ArgumentException("The stream cannot be read.", nameof(model));
        try
        {
            if (model.CanSeek) return Load(model, modelId, modelId, options, progress, cancellationToken);
            using var file = new FileStream(
                Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            model.CopyTo(file);
            return Load(file, modelId, modelId, options, progress, cancellationToken);
        }
        catch (IOException e)
        {
            throw new ModelLoadException(modelId, e.Message, "Check where the stream comes from and the space for temporary files.", e);
        }
    }

    private static void Check(WhisperCppOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
    }

    private static WhisperCppTranscriber Load(
        Stream model, string path, string modelId, WhisperCppOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = WhisperModelFile.Read(model, path);
        var library = WhisperLibrary.Load(options.NativeLibraryFolder);
        if (library.IsSlow) SlowLibrary(options, library);
        CheckLanguage(options.Language, file.IsMultilingual);

        using var log = WhisperLog.Use(options.Logger);
        var context = new WhisperModelReader(model, file, progress, cancellationToken).Load();
        if (!context.IsInvalid)
            return new WhisperCppTranscriber(context, new TranscriberInfo(modelId, $"whisper.cpp {library.Version}", file.IsMultilingual), options);

        context.Dispose();
        throw new ModelLoadException(path, "whisper.cpp refused it; its message is in the log (WhisperCppOptions.Logger).", "Use a model converted for whisper.cpp 1.9.1.");
    }

    private static void CheckLanguage(string? language, bool isMultilingual)
    {
        if (language is null) return;
        var id = WhisperNative.LanguageId(language);
        if (id < 0) throw new ArgumentException($"Whisper knows no language \"{language}\".", nameof(language));
        if (!isMultilingual && !string.Equals(WhisperNative.LanguageCode(id), "en", StringComparison.Ordinal))
            throw new ArgumentException($"The model knows English only, but Language is \"{language}\".", nameof(language));
    }

    private static void SlowLibrary(WhisperCppOptions options, LoadedWhisperLibrary library) =>
        (options.Logger ?? NullLogger.Instance).LogWarning("whisper.cpp runs without AVX, several times slower than it could: {Path}", library.Path);
}
