using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>Tells LibraryImport which opened file each library name stands for.</summary>
internal static class NativeResolver
{
    private static readonly Lock Gate = new();

    // Static because an assembly has one resolver, and a process opens a library once.
    private static readonly ConcurrentDictionary<string, nint> Handles = new(StringComparer.Ordinal);
    private static bool _set;

    public static void Add(string name, nint handle)
    {
        Handles[name] = handle;
        lock (Gate)
        {
            if (_set) return;
            NativeLibrary.SetDllImportResolver(typeof(NativeResolver).Assembly, Resolve);
            _set = true;
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => Handles.GetValueOrDefault(name);
}
