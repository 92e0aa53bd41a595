using System.Text;
using System.Text.Json;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Emotion.Ambiguity.AspNetCore.Requests;

/// <summary>Makes an utterance of a request's body, in memory: nothing of it reaches the disk, and names of files are not even read. Thread-safe.</summary>
internal sealed class UtteranceReader(EmotionRecognitionEndpointOptions options)
{
    private static readonly string[] Wav = ["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave", "application/octet-stream"];

    public async Task<Utterance> ReadAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)) throw new ProblemException(Problems.MediaType);
        var cancellationToken = context.RequestAborted;
        if (Wav.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase))
            return Utterance.FromAudio(await SoundAsync(await BodyAsync(context).ConfigureAwait(false), cancellationToken).ConfigureAwait(false));
        if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return Utterance.FromText(Checked(Text(await BodyAsync(context).ConfigureAwait(false))));
        if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await FormAsync(await BodyAsync(context).ConfigureAwait(false), HeaderUtilities.RemoveQuotes(type.Boundary).Value, cancellationToken).ConfigureAwait(false);
        throw new ProblemException(Problems.MediaType);
    }

    private async Task<MemoryStream> BodyAsync(HttpContext context)
    {
        using var slow = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        slow.CancelAfter(options.MaxUploadTime);
        try
        {
            return await RequestBody.ReadAsync(context, options.MaxBodyBytes, slow.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new ProblemException(Problems.Slow(options.MaxUploadTime), late);
        }
    }

    private async Task<Audio> SoundAsync(Stream wav, CancellationToken cancellationToken)
    {
        var audio = await Audio.LoadAsync(wav, cancellationToken).ConfigureAwait(false);
        return audio.Duration <= options.MaxClipDuration ? audio : throw new ProblemException(Problems.TooLong(audio.Duration, options.MaxClipDuration));
    }

    private static string Text(MemoryStream body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String) return text.GetString()!;
            throw new ProblemException(Problems.Body("There is no text in it. Send an object such as {\"text\":\"Get out.\"}."));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair is the second one.
            throw new ProblemException(Problems.Body("It is no JSON. Send an object such as {\"text\":\"Get out.\"}."), fault);
        }
    }

    private async Task<Utterance> FormAsync(MemoryStream body, string? boundary, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(boundary)) throw new ProblemException(Problems.Body("The form names no boundary. Let the client library set Content-Type."));
        Audio? audio = null;
        string? text = null;
        try
        {
            var reader = new MultipartReader(boundary, body) { HeadersCountLimit = 16, HeadersLengthLimit = 8 * 1024, BodyLengthLimit = options.MaxBodyBytes };
            while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
                var name = HeaderUtilities.RemoveQuotes(disposition.Name);
                if (audio is null && name.Equals("audio", StringComparison.Ordinal)) audio = await SoundPartAsync(section.Body, cancellationToken).ConfigureAwait(false);
                else if (text is null && name.Equals("text", StringComparison.Ordinal)) text = await TextAsync(section.Body, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            throw new ProblemException(Problems.Body("The form is damaged or cut short."), fault);
        }

        if (audio is null && text is null) throw new ProblemException(Problems.Body("The form has neither a part \"audio\" (a WAV file) nor a part \"text\"."));
        if (audio is null) return Utterance.FromText(Checked(text!));
        return text is null ? Utterance.FromAudio(audio) : Utterance.FromAudio(audio).WithText(Checked(text));
    }

    private async Task<Audio> SoundPartAsync(Stream section, CancellationToken cancellationToken)
    {
        // A part calls itself seekable, but knows only as much of its length as was read; so it is read first.
        using var wav = new MemoryStream();
        await section.CopyToAsync(wav, cancellationToken).ConfigureAwait(false);
        wav.Position = 0;
        return await SoundAsync(wav, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> TextAsync(Stream section, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(section, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    private string Checked(string text) =>
        text.Length <= options.MaxTextLength ? text : throw new ProblemException(Problems.TextTooLong(text.Length, options.MaxTextLength));
}
