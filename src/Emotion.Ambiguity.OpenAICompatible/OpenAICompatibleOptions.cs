using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emotion.Ambiguity.OpenAICompatible;

/// <summary>Where a server is and how it is asked. Immutable and thread-safe.</summary>
public sealed class OpenAICompatibleOptions
{
    private static readonly TimeSpan ShortestTime = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestTime = TimeSpan.FromHours(24);

    /// <summary>The server's address, http or https, with or without "/v1" at its end ("http://localhost:8080").</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>The model's name on the server. The default (null) is the first that the server lists.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// The key that the server asks for, or null. Take it from your configuration. It is sent in the Authorization header alone, and never stands in a log
    /// message, an exception or <see cref="ToString"/>.
    /// </summary>
    public string? ApiKey { get; init; }

    /// <summary>What kind of server it is. The default finds out; another value makes it an error where the server does not offer what that kind does.</summary>
    public OpenAICompatibleServer Server { get; init; }

    /// <summary>
    /// The likeliest tokens a step whose log-probabilities the server is asked for, 1 to 1,000,000. Tokens beyond get an upper bound
    /// (<see cref="LanguageModels.StepLogits.IsUpperBound"/>). The default is 20, the most that many servers allow; llama-server allows its whole vocabulary, vLLM
    /// what it was started with (--max-logprobs).
    /// </summary>
    public int TopLogProbs { get; init; } = 20;

    /// <summary>Requests that are under way at once; others wait. At least 1. The default is 16.</summary>
    public int MaxConcurrency { get; init; } = 16;

    /// <summary>
    /// How often a call is sent again after a failed connection, a broken answer, a timeout, or status 408, 429 or 5xx. 0 to 20. The default is 4.
    /// Other faults are never retried.
    /// </summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>The wait before the first retry; it doubles, with jitter, up to 30 seconds. 1 millisecond to 30 seconds. A server's Retry-After goes first. The default is 500 milliseconds.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The time of one try, from its start to the end of the answer. 10 milliseconds to 24 hours. The default is 2 minutes.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The time of one call with all its retries. 10 milliseconds to 24 hours, and no less than <see cref="AttemptTimeout"/>. The default is 10 minutes.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The time to open a connection. 10 milliseconds to 24 hours. The default is 10 seconds. Not used with an <see cref="HttpClient"/> of the caller's.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest answer that is read, in bytes; at least 1024. The default is 64 MiB.</summary>
    public long MaxResponseBytes { get; init; } = 64L << 20;

    /// <summary>Takes messages about calls: paths, states and times, never what was said. The default discards them.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>The address and the model.</summary>
    public override string ToString() => $"{BaseAddress} ({Model ?? "first model"})";

    internal void Validate()
    {
        var faults = new List<string>();
        AddAddressFaults(faults);
        if (Model is not null && string.IsNullOrWhiteSpace(Model)) faults.Add("Model is blank; leave it out for the first that the server lists.");
        if (ApiKey is not null && (ApiKey.Length == 0 || !ApiKey.All(c => c is > ' ' and < (char)127))) faults.Add("ApiKey must be visible ASCII characters without spaces; leave it out where the server asks for none.");
        if (!Enum.IsDefined(Server)) faults.Add($"Server has the unknown value {Server}.");
        if (TopLogProbs is < 1 or > 1_000_000) faults.Add($"TopLogProbs must be from 1 to 1,000,000 but is {TopLogProbs}.");
        if (MaxConcurrency < 1) faults.Add($"MaxConcurrency must be at least 1 but is {MaxConcurrency}.");
        if (MaxRetries is < 0 or > 20) faults.Add($"MaxRetries must be from 0 to 20 but is {MaxRetries}.");
        if (RetryDelay < TimeSpan.FromMilliseconds(1) || RetryDelay > TimeSpan.FromSeconds(30)) faults.Add($"RetryDelay must be from 1 millisecond to 30 seconds but is {RetryDelay}.");
        AddTimeFault(nameof(AttemptTimeout), AttemptTimeout, faults);
        AddTimeFault(nameof(TotalTimeout), TotalTimeout, faults);
        AddTimeFault(nameof(ConnectTimeout), ConnectTimeout, faults);
        if (AttemptTimeout > TotalTimeout) faults.Add($"AttemptTimeout is {AttemptTimeout}, which is more than TotalTimeout, {TotalTimeout}.");
        if (MaxResponseBytes < 1024) faults.Add($"MaxResponseBytes must be at least 1024 but is {MaxResponseBytes}.");
        if (Logger is null) faults.Add("Logger is null; leave it out instead.");
        if (faults.Count > 0) throw new ArgumentException($"{nameof(OpenAICompatibleOptions)}: {string.Join(" ", faults)}", "options");
    }

    /// <summary>The address without "/v1", with a slash at its end.</summary>
    internal Uri Root()
    {
        var text = BaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri((text.EndsWith("/v1", StringComparison.Ordinal) ? text[..^3] : text) + "/");
    }

    private void AddAddressFaults(List<string> faults)
    {
        if (BaseAddress is null) faults.Add("BaseAddress is null.");
        else if (!BaseAddress.IsAbsoluteUri || BaseAddress.Scheme is not ("http" or "https")) faults.Add("BaseAddress must begin with http:// or https://.");
        else if (BaseAddress.UserInfo.Length > 0) faults.Add("BaseAddress holds a user name or password; give the key as ApiKey.");
        else if (BaseAddress.Query.Length > 0 || BaseAddress.Fragment.Length > 0) faults.Add("BaseAddress has a query or fragment, which no server of this kind takes.");
    }

    private static void AddTimeFault(string name, TimeSpan value, List<string> faults)
    {
        if (value < ShortestTime || value > LongestTime) faults.Add($"{name} must be from 10 milliseconds to 24 hours but is {value}.");
    }
}
