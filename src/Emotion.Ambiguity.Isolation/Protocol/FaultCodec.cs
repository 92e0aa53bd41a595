using Emotion.Ambiguity.Extraction;

namespace Emotion.Ambiguity.Isolation.Protocol;

/// <summary>Takes errors over the pipe so that a caller can catch what it would catch in process.</summary>
internal static class FaultCodec
{
    /// <summary>The key of <see cref="Exception.Data"/> under which the worker's own stack trace is.</summary>
    private const string WorkerTrace = "WorkerStackTrace";

    public static FaultMessage ToMessage(Exception fault)
    {
        var message = new FaultMessage { Type = fault.GetType().Name, Message = fault.Message, Details = fault.ToString() };
        return fault switch
        {
            AudioFormatException e => message with { Texts = [e.AudioSource, e.Reason, e.Remedy] },
            InferenceException e => message with { Texts = [e.Engine, e.Reason, e.Remedy] },
            ModelLoadException e => message with { Texts = [e.Path, e.Reason, e.Remedy] },
            NativeLibraryException e => message with { Texts = [e.Library, e.Reason, e.Remedy, .. e.TriedPaths] },
            InvalidAnswerException e => message with { Texts = [e.UtteranceId, e.Extractor], Numbers = [(int)e.Reason] },
            ContextOverflowException e => message with { Numbers = [e.NeededTokens, e.AvailableTokens] },
            FileNotFoundException e => message with { Texts = [e.FileName] },
            _ => message,
        };
    }

    public static Exception ToException(FaultMessage fault)
    {
        var exception = Make(fault);
        if (fault.Details is not null) exception.Data[WorkerTrace] = fault.Details;
        return exception;
    }

    private static Exception Make(FaultMessage fault) => fault.Type switch
    {
        nameof(AudioFormatException) when fault.Texts.Length == 3 => new AudioFormatException(fault.Texts[0]!, fault.Texts[1]!, fault.Texts[2]!),
        nameof(InferenceException) when fault.Texts.Length == 3 => new InferenceException(fault.Texts[0]!, fault.Texts[1]!, fault.Texts[2]!),
        nameof(ModelLoadException) when fault.Texts.Length == 3 => new ModelLoadException(fault.Texts[0]!, fault.Texts[1]!, fault.Texts[2]!),
        nameof(NativeLibraryException) when fault.Texts.Length >= 3 => new NativeLibraryException(fault.Texts[0]!, fault.Texts[1]!, fault.Texts[2]!, fault.Texts[3..]!),
        nameof(InvalidAnswerException) when fault is { Texts.Length: 2, Numbers.Length: 1 } => new InvalidAnswerException(fault.Texts[0], fault.Texts[1]!, (InvalidReason)fault.Numbers[0]),
        nameof(ContextOverflowException) when fault.Numbers.Length == 2 => new ContextOverflowException(fault.Numbers[0], fault.Numbers[1]),
        nameof(FileNotFoundException) => new FileNotFoundException(fault.Message, fault.Texts.IsDefaultOrEmpty ? null : fault.Texts[0]),
        nameof(DirectoryNotFoundException) => new DirectoryNotFoundException(fault.Message),
        nameof(UnauthorizedAccessException) => new UnauthorizedAccessException(fault.Message),
        nameof(EndOfStreamException) => new EndOfStreamException(fault.Message),
        nameof(IOException) => new IOException(fault.Message),
        nameof(ArgumentException) or nameof(ArgumentOutOfRangeException) or nameof(ArgumentNullException) => new ArgumentException(fault.Message),
        nameof(InvalidOperationException) => new InvalidOperationException(fault.Message),
        nameof(NotSupportedException) => new NotSupportedException(fault.Message),
        _ => new InferenceException("The worker process", $"{fault.Type}: {fault.Message}", $"Exception.Data[\"{WorkerTrace}\"] says where it was thrown."),
    };
}
