using System.Collections.Immutable;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>What the loaded back ends offer.</summary>
internal static unsafe class NativeDevices
{
    public static ImmutableArray<string> Backends()
    {
        var names = ImmutableArray.CreateBuilder<string>();
        for (nuint i = 0; i < GgmlMethods.BackendCount(); i++) names.Add(NativeText.Read(GgmlMethods.BackendName(GgmlMethods.GetBackend(i))));
        return names.ToImmutable();
    }

    public static ImmutableArray<LlamaCppDevice> All()
    {
        var devices = ImmutableArray.CreateBuilder<LlamaCppDevice>();
        for (nuint i = 0; i < GgmlMethods.DeviceCount(); i++) devices.Add(Describe(GgmlMethods.GetDevice(i)));
        return devices.ToImmutable();
    }

    /// <summary>The names that follow from "CPU : SSE3 = 1 | AVX = 1 | AVX512 = 0 |".</summary>
    public static ImmutableArray<string> CpuFeatures()
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in NativeText.Read(NativeMethods.SystemInfo()).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var flag = entry[(entry.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('=', StringSplitOptions.TrimEntries);
            if (flag is [var name, not "0"]) names.Add(name);
        }

        return names.ToImmutable();
    }

    private static LlamaCppDevice Describe(nint device)
    {
        nuint free, total;
        GgmlMethods.DeviceMemory(device, &free, &total);
        var kind = GgmlMethods.DeviceType(device) switch
        {
            0 => LlamaCppDeviceKind.Cpu,
            1 => LlamaCppDeviceKind.Gpu,
            2 => LlamaCppDeviceKind.IntegratedGpu,
            _ => LlamaCppDeviceKind.Accelerator,
        };
        return new(NativeText.Read(GgmlMethods.DeviceName(device)), NativeText.Read(GgmlMethods.DeviceDescription(device)), kind, (long)total);
    }
}
