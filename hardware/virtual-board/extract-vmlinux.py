#!/usr/bin/env python3
"""extract-vmlinux.py VMLINUZ OUT: the uncompressed kernel inside a bzImage.

qemu boots it directly, which spares an emulated processor the unpacking.
"""
import lzma
import sys
import zlib

UNPACKERS = {
    b"\xfd7zXZ\x00": lambda data: lzma.LZMADecompressor().decompress(data),
    b"\x1f\x8b\x08": lambda data: zlib.decompressobj(wbits=31).decompress(data),
}


def kernel_inside(image):
    for magic, unpack in UNPACKERS.items():
        at = image.find(magic)
        while at >= 0:
            try:
                kernel = unpack(image[at:])
            except (lzma.LZMAError, zlib.error):
                kernel = b""
            if kernel.startswith(b"\x7fELF"):
                return kernel
            at = image.find(magic, at + 1)
    sys.exit("no kernel found in the image")


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as image, open(sys.argv[2], "wb") as out:
        out.write(kernel_inside(image.read()))
