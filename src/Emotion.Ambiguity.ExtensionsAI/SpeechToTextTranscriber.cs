using Emotion.Ambiguity.Speech;
using Microsoft.Extensions.AI;

namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>Any speech-to-text client as a transcriber. Clips are sent as WAV files of 16 bits, mono, at 16 kHz.</summary>
/// <remarks>Thread-safe, as such clients are. A service gives text, no words with times and no probability that nobody speaks.</remarks>
public sealed class SpeechToTextTranscriber : ITranscriber
{
    private readonly ISpeechToTextClient _client;
    private readonly SpeechToTextTranscriberOptions _options;
    private int _disposed;

    /// <summary>Makes a transcriber of a client.</summary>
    /// <param name="client">The client. It is the caller's: disposing the transcriber leaves it alone.</param>
    /// <param name="options">How to ask it, or null for the defaults.</param>
    public SpeechToTextTranscriber(ISpeechToTextClient client, SpeechToTextTranscriberOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_client, _options) = (client, options ?? new SpeechToTextTranscriberOptions());
        var metadata = client.GetService(typeof(SpeechToTextClientMetadata)) as SpeechToTextClientMetadata;
        Info = new TranscriberInfo(_options.ModelId ?? metadata?.DefaultModelId ?? "unknown", metadata?.ProviderName ?? client.GetType().Name, IsMultilingual: true);
    }

    /// <summary>What this transcriber is. Whether the model knows other languages than English no client says; it is taken for multilingual.</summary>
    public TranscriberInfo Info { get; }

    /// <inheritdoc/>
    public async Task<Transcript> TranscribeAsync(Audio audio, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        cancellationToken.ThrowIfCancellationRequested();
        var response = await AskAsync(audio, cancellationToken).ConfigureAwait(false);
        return new Transcript { Text = response.Text.Trim(), Language = _options.Language };
    }

    /// <summary>Makes later clips fail with <see cref="ObjectDisposedException"/>. The client is the caller's and stays as it is.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _disposed, 1);
        return ValueTask.CompletedTask;
    }

    private async Task<SpeechToTextResponse> AskAsync(Audio audio, CancellationToken cancellationToken)
    {
        using var wav = WavFile.Write(audio.SampleRateHz == Audio.SpeechSampleRateHz ? audio : audio.Resample(Audio.SpeechSampleRateHz));
        var options = new SpeechToTextOptions { ModelId = _options.ModelId, SpeechLanguage = _options.Language };
        try
        {
            return await _client.GetTextAsync(wav, options, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (ObjectDisposedException)
        {
            throw;
        }
#pragma warning disable CA1031 // Every provider has errors of its own; the contract of transcribers has one.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            throw new InferenceException(Info.Engine, fault.Message, "Check the service, the model's name and the credentials; the inner error is the provider's own.", fault);
        }
    }
}
