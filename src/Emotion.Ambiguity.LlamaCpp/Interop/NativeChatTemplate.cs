using System.Runtime.InteropServices;
using System.Text;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>llama.cpp's reading of chat templates. Thread-safe.</summary>
internal static unsafe class NativeChatTemplate
{
    /// <summary>Lays messages out, ending where the answer begins.</summary>
    /// <param name="template">The template as it stands in the model file.</param>
    /// <param name="messages">Role and content of each; no zero characters.</param>
    /// <returns>The text, or null when the library does not know the template.</returns>
    public static string? Apply(string template, IReadOnlyList<(string Role, string Content)> messages)
    {
        var strings = new List<nint>();
        try
        {
            var native = new LlamaChatMessage[messages.Count];
            for (var i = 0; i < native.Length; i++) native[i] = new() { Role = Allocate(messages[i].Role), Content = Allocate(messages[i].Content) };
            var templateText = Allocate(template);
            var buffer = new byte[1024 + (2 * messages.Sum(m => m.Role.Length + m.Content.Length))];
            var length = Apply(templateText, native, buffer);
            if (length > buffer.Length)
            {
                buffer = new byte[length + 1];
                length = Apply(templateText, native, buffer);
            }

            return length < 0 ? null : Encoding.UTF8.GetString(buffer, 0, length);
        }
        finally
        {
            foreach (var text in strings) Marshal.FreeCoTaskMem(text);
        }

        byte* Allocate(string text)
        {
            var pointer = Marshal.StringToCoTaskMemUTF8(text);
            strings.Add(pointer);
            return (byte*)pointer;
        }
    }

    private static int Apply(byte* template, LlamaChatMessage[] messages, byte[] buffer)
    {
        fixed (LlamaChatMessage* first = messages)
        fixed (byte* destination = buffer)
        {
            return NativeMethods.ApplyChatTemplate(template, first, (nuint)messages.Length, 1, destination, buffer.Length);
        }
    }
}
