using System.Runtime.CompilerServices;
using Emotion.Ambiguity.ExtensionsAI.Mapping;
using Emotion.Ambiguity.Speech;
using Microsoft.Extensions.AI;

namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>Any transcriber as a speech-to-text client, such as Whisper in process. Reads WAV files of any common encoding.</summary>
/// <remarks>
/// Thread-safe. A transcriber gives the whole transcript at once, so streaming has one piece. Options: ModelId and SpeechLanguage where they are the transcriber's own;
/// others by what was chosen. SpeechSampleRate is not needed: the file says it.
/// </remarks>
public sealed class TranscriberSpeechToTextClient : ISpeechToTextClient
{
    private readonly ITranscriber _transcriber;
    private readonly UnsupportedOptionHandling _unsupportedOptions;
    private readonly string? _language;
    private readonly SpeechToTextClientMetadata _metadata;

    /// <summary>Makes a client of a transcriber.</summary>
    /// <param name="transcriber">The transcriber. It is the caller's: disposing the client leaves it alone.</param>
    /// <param name="unsupportedOptions">What happens to options that it cannot heed. The default is to reject them.</param>
    /// <param name="language">The language that the transcriber was set to, as a code ("de"), so that requests may name it; null where it finds out, which is English for an English-only model.</param>
    public TranscriberSpeechToTextClient(
        ITranscriber transcriber, UnsupportedOptionHandling unsupportedOptions = UnsupportedOptionHandling.Reject, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(transcriber);
        if (!Enum.IsDefined(unsupportedOptions)) throw new ArgumentOutOfRangeException(nameof(unsupportedOptions), unsupportedOptions, "There is no such way.");
        (_transcriber, _unsupportedOptions, _language) = (transcriber, unsupportedOptions, language ?? (transcriber.Info.IsMultilingual ? null : "en"));
        _metadata = new SpeechToTextClientMetadata(transcriber.Info.Engine, null, transcriber.Info.ModelId);
    }

    /// <summary>Transcribes.</summary>
    /// <param name="audioSpeechStream">A WAV file, read forward only to its end and not closed.</param>
    /// <param name="options">What to heed, or null.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The text, from the start of the first word to the end of the last where the transcriber gives times; the raw representation is the <see cref="Transcript"/>.</returns>
    /// <exception cref="AudioFormatException">The stream holds no sound that can be read.</exception>
    /// <exception cref="NotSupportedException">An option is of a kind that the transcriber cannot heed.</exception>
    /// <exception cref="InferenceException">The engine failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<SpeechToTextResponse> GetTextAsync(Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audioSpeechStream);
        var unsupported = UnsupportedOptions.Of(options, _transcriber.Info.ModelId, _language);
        if (unsupported.Count > 0 && _unsupportedOptions == UnsupportedOptionHandling.Reject)
            throw new NotSupportedException($"{_transcriber.Info.Engine} ({_transcriber.Info.ModelId}) cannot heed {string.Join(", ", unsupported)}. Leave them out, or choose to have them reported.");
        var audio = await Audio.LoadAsync(audioSpeechStream, cancellationToken).ConfigureAwait(false);
        var transcript = await _transcriber.TranscribeAsync(audio, cancellationToken).ConfigureAwait(false);
        return new SpeechToTextResponse(transcript.Text)
        {
            ModelId = _transcriber.Info.ModelId,
            StartTime = transcript.Words is [var first, ..] ? first.Start : null,
            EndTime = transcript.Words is [.., var last] ? last.End : null,
            RawRepresentation = transcript,
            AdditionalProperties = unsupported.Count == 0 ? null : new AdditionalPropertiesDictionary { [LanguageModelChatClient.IgnoredOptions] = string.Join(", ", unsupported) },
        };
    }

    /// <summary>Transcribes; the transcript comes in one piece. Errors are those of <see cref="GetTextAsync"/>.</summary>
    /// <param name="audioSpeechStream">A WAV file, read forward only to its end and not closed.</param>
    /// <param name="options">What to heed, or null.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>One update with the text.</returns>
    public async IAsyncEnumerable<SpeechToTextResponseUpdate> GetStreamingTextAsync(
        Stream audioSpeechStream, SpeechToTextOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetTextAsync(audioSpeechStream, options, cancellationToken).ConfigureAwait(false);
        foreach (var update in response.ToSpeechToTextResponseUpdates()) yield return update;
    }

    /// <summary>Hands out what is behind this client.</summary>
    /// <param name="serviceType">This client, its <see cref="SpeechToTextClientMetadata"/>, the transcriber's own type or contract, or <see cref="TranscriberInfo"/>.</param>
    /// <param name="serviceKey">Null; nothing has a key.</param>
    /// <returns>The object, or null.</returns>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(SpeechToTextClientMetadata)) return _metadata;
        if (serviceType == typeof(TranscriberInfo)) return _transcriber.Info;
        return serviceType.IsInstanceOfType(this) ? this : serviceType.IsInstanceOfType(_transcriber) ? _transcriber : null;
    }

    /// <summary>Does nothing: the transcriber is the caller's.</summary>
    public void Dispose()
    {
    }
}
