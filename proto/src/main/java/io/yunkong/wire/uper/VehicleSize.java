package io.yunkong.wire.uper;

/** VehicleSize: width and length in centimetres, height in 5 cm if told. */
final class VehicleSize {
    int width;
    int length;
    boolean hasHeight;
    int height;

    void clear() {
        width = 0;
        length = 0;
        hasHeight = false;
        height = 0;
    }

    void read(BitReader in, String scope) throws UperException {
        hasHeight = in.flag(scope, "height");
        width = in.integer(DataElements.WIDTH, scope, "width");
        length = in.integer(DataElements.LENGTH, scope, "length");
        height = hasHeight ? in.integer(DataElements.HEIGHT, scope, "height") : 0;
    }

    void set(int newWidth, int newLength) {
        DataElements.WIDTH.check("size.width", newWidth);
        DataElements.LENGTH.check("size.length", newLength);
        width = newWidth;
        length = newLength;
    }

    void setHeight(int newHeight) {
        height = DataElements.HEIGHT.check("size.height", newHeight);
        hasHeight = true;
    }

    void write(BitWriter out) {
        out.flag(hasHeight);
        out.integer(DataElements.WIDTH, width);
        out.integer(DataElements.LENGTH, length);
        if (hasHeight) {
            out.integer(DataElements.HEIGHT, height);
        }
    }
}
