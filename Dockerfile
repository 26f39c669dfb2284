# One image for web, workers, clock and migrations; docker-compose.yml says which is which.

# --- Static files from Node packages -------------------------------------------------------------
FROM node:22-bookworm-slim AS node
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev

# --- Python packages -----------------------------------------------------------------------------
FROM python:3.11-slim-bookworm AS python
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
COPY requirements.lock /tmp/requirements.lock
RUN /venv/bin/python -m pip install --require-hashes -r /tmp/requirements.lock

# --- The image -----------------------------------------------------------------------------------
FROM python:3.11-slim-bookworm
# Pango and HarfBuzz draw the papers; the client makes backups.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fontconfig libfontconfig1 libharfbuzz-subset0 libharfbuzz0b libpango-1.0-0 \
        libpangoft2-1.0-0 postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --home-dir /app minh-bach
WORKDIR /app
COPY --from=python /venv /venv
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/app/staticfiles \
    VAR_DIR=/app/var \
    MEDIA_ROOT=/app/var/files
COPY . .
COPY --from=node /app/node_modules ./node_modules
# Building the static files needs a key that signs nothing.
RUN python config/bootstrap.py vendor \
    && rm -rf node_modules \
    && SECRET_KEY=only-for-building python manage.py collectstatic --noinput --verbosity=0 \
    && mkdir -p /app/var/files \
    && chown -R minh-bach /app/var
USER minh-bach
VOLUME /app/var
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--timeout=120"]
