using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.AspNetCore.Requests;

/// <summary>Turns whatever an endpoint throws into an answer that says what is wrong, and refuses pages from elsewhere. Thread-safe.</summary>
internal sealed class ProblemBoundary(EmotionRecognitionEndpointOptions options, ILogger logger)
{
    public RequestDelegate Wrap(RequestDelegate endpoint) => context => RunAsync(endpoint, context);

    private async Task RunAsync(RequestDelegate endpoint, HttpContext context)
    {
        try
        {
            if (!OriginCheck.IsWelcome(context.Request, options)) throw new ProblemException(Problems.Origin);
            await endpoint(context).ConfigureAwait(false);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone, so nobody reads it; the log of requests does.
            if (!context.Response.HasStarted) context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
#pragma warning disable CA1031 // The boundary: every fault becomes an answer, and what is not the client's is logged.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var problem = Problems.Of(fault);
            if (problem.IsTheServers) logger.LogError(fault, "A request could not be answered.");
            if (context.Response.HasStarted) context.Abort();
            else await WriteAsync(context, problem).ConfigureAwait(false);
        }
    }

    private static Task WriteAsync(HttpContext context, Problem problem)
    {
        if (problem.RetryAfterSeconds is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString();
        return JsonAnswer.WriteAsync(context, problem.Status, "application/problem+json", json =>
        {
            json.WriteString("type", "about:blank");
            json.WriteString("title", problem.Title);
            json.WriteNumber("status", problem.Status);
            json.WriteString("detail", problem.Detail);
            json.WriteString("code", problem.Code);
        });
    }
}
