using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Emotion.Ambiguity.AspNetCore.Requests;

/// <summary>Lets in as many requests as the options allow: by address and minute, in the house at once, at the engine at once. Thread-safe.</summary>
internal sealed class RequestGate : IDisposable
{
    private const int SegmentsPerMinute = 6;

    private readonly EmotionRecognitionEndpointOptions _options;
    private readonly PartitionedRateLimiter<IPAddress>? _perAddress;
    private readonly ConcurrencyLimiter _house;
    private readonly ConcurrencyLimiter _engine;
    private readonly ConcurrencyLimiter? _streams;

    public RequestGate(EmotionRecognitionEndpointOptions options)
    {
        _options = options;
        _perAddress = options.RequestsPerMinute is { } perMinute ? PerAddress(perMinute) : null;

        // Whoever is in the house may send its body and then waits in order; so at most this many bodies are in memory.
        _house = Limiter(options.MaxConcurrent + options.MaxQueued, 0);
        _engine = Limiter(options.MaxConcurrent, options.MaxQueued);
        _streams = options.MaxStreams == 0 ? null : Limiter(options.MaxStreams, 0);
    }

    /// <summary>A place in the house.</summary>
    /// <exception cref="ProblemException">The address sends too often, or the house is full.</exception>
    public RateLimitLease Enter(HttpContext context)
    {
        CountRequest(context);
        return Require(_house.AttemptAcquire());
    }

    /// <summary>A place for a live stream.</summary>
    /// <exception cref="ProblemException">The address sends too often, or as many streams are open as are allowed.</exception>
    public RateLimitLease EnterStream(HttpContext context)
    {
        CountRequest(context);
        return Require(_streams?.AttemptAcquire());
    }

    /// <summary>Waits for the engine, first come, first served.</summary>
    public async Task<RateLimitLease> TakeTurnAsync(CancellationToken cancellationToken) => Require(await _engine.AcquireAsync(1, cancellationToken).ConfigureAwait(false));

    public void Dispose()
    {
        _perAddress?.Dispose();
        _house.Dispose();
        _engine.Dispose();
        _streams?.Dispose();
    }

    private void CountRequest(HttpContext context)
    {
        if (_perAddress is null) return;
        using var lease = _perAddress.AttemptAcquire(Counted(context.Connection.RemoteIpAddress));
        if (lease.IsAcquired) return;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1) / SegmentsPerMinute;
        throw new ProblemException(Problems.Rate(_options.RequestsPerMinute!.Value, Seconds(wait)));
    }

    private RateLimitLease Require(RateLimitLease? lease)
    {
        if (lease is { IsAcquired: true }) return lease;
        lease?.Dispose();
        throw new ProblemException(Problems.Busy(Seconds(_options.RetryAfter)));
    }

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));

    private static ConcurrencyLimiter Limiter(int permits, int queue) =>
        new(new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = queue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    private static PartitionedRateLimiter<IPAddress> PerAddress(int perMinute) => PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetSlidingWindowLimiter(
        address,
        _ => new SlidingWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = SegmentsPerMinute, QueueLimit = 0 }));

    // One household has a whole /64 of IPv6 addresses.
    private static IPAddress Counted(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
