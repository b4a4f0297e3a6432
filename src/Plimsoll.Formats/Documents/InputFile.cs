using System.IO.Compression;
using System.Text;

namespace Plimsoll.Formats;

/// <summary>A file that was read, unpacked where it was gzipped: its name for messages and its bytes without byte-order mark.</summary>
internal sealed record InputFile(string Name, byte[] Bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes as text.</summary>
    /// <exception cref="InvalidInputException">They are no UTF-8.</exception>
    public string Text
    {
        get
        {
            try
            {
                return Strict.GetString(Bytes);
            }
            catch (DecoderFallbackException)
            {
                throw new InvalidInputException([new Problem(Name, "the file is no UTF-8 text; save it as UTF-8.")]);
            }
        }
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="InvalidInputException">There is no such file, it cannot be read, or its gzip is broken.</exception>
    public static InputFile Read(string path)
    {
        string name = Path.GetFileName(path);
        if (name.Length == 0) name = path;
        if (Directory.Exists(path)) throw new InvalidInputException([new Problem(path, "this is a folder; name a file in it.")]);
        if (!File.Exists(path)) throw new InvalidInputException([new Problem(path, "there is no such file; check the path.")]);
        try
        {
            return new InputFile(name, WithoutMark(Unpacked(File.ReadAllBytes(path))));
        }
        catch (InvalidDataException)
        {
            throw new InvalidInputException([new Problem(name, "the gzip data is damaged or cut off; fetch or pack the file again.")]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException([new Problem(path, "the file cannot be read; check its permissions.")]);
        }
    }

    private static byte[] Unpacked(byte[] bytes)
    {
        if (bytes.Length < 2 || bytes[0] != 0x1f || bytes[1] != 0x8b) return bytes;
        using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream(bytes.Length * 4);
        packed.CopyTo(plain);

        // The last four bytes hold the length; a stream that was cut off ends early without an error of its own.
        if (bytes.Length >= 18 && BitConverter.ToUInt32(bytes, bytes.Length - 4) != (uint)plain.Length) throw new InvalidDataException();
        return plain.ToArray();
    }

    private static byte[] WithoutMark(byte[] bytes) => bytes is [0xef, 0xbb, 0xbf, ..] ? bytes[3..] : bytes;
}
