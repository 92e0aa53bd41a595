using Emotion.Ambiguity.Recognition;
using Microsoft.AspNetCore.Http;

namespace Emotion.Ambiguity.AspNetCore.Requests;

/// <summary>POST recognize: a clip or words in, a result out. Thread-safe.</summary>
internal sealed class RecognizeEndpoint(Func<IAmbiguousEmotionRecognizer> recognizer, RequestGate gate, UtteranceReader reader, EmotionRecognitionEndpointOptions options)
{
    public async Task RunAsync(HttpContext context)
    {
        using var place = gate.Enter(context);
        var utterance = await reader.ReadAsync(context).ConfigureAwait(false);

        // A client that leaves cancels what is computed for it.
        using var turn = await gate.TakeTurnAsync(context.RequestAborted).ConfigureAwait(false);
        var result = await recognizer().RecognizeAsync(utterance, context.RequestAborted).ConfigureAwait(false);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, "application/json", json =>
        {
            RecognitionJson.WriteMembers(json, result);
            options.Enrich?.Invoke(json, result);
        }).ConfigureAwait(false);
    }
}
